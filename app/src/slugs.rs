//! Which addresses are free, and which free ones look like somebody else's.
//!
//! Compared are the slugs that begin like the typed one and like its skeleton (`paypa1` with
//! `paypal`). A look-alike of a slug that is itself no skeleton is not found this way; that needs
//! the skeleton in the database.

use crate::{AppResult, Portal};
use domain::{EnvironmentName, Slug, Stage};
use std::collections::BTreeSet;

pub struct Neighbours {
    slug: Slug,
    taken: BTreeSet<Slug>,
    skeletons: BTreeSet<String>,
}

impl Neighbours {
    pub async fn find(portal: &Portal, slug: &Slug) -> AppResult<Self> {
        let mut taken = BTreeSet::new();
        let skeleton = Slug::known(&slug.skeleton()).unwrap_or_else(|_| slug.clone());
        for stem in BTreeSet::from([stem(slug), stem(&skeleton)]) {
            taken.extend(portal.store.slugs_like(&stem).await?);
        }
        let skeletons = taken.iter().map(Slug::skeleton).collect();
        Ok(Self {
            slug: slug.clone(),
            taken,
            skeletons,
        })
    }

    pub fn is_taken(&self) -> bool {
        self.taken.contains(&self.slug)
    }

    /// Another tenant's address that this one would be mistaken for.
    pub fn looks_like(&self) -> Option<&Slug> {
        let skeleton = self.slug.skeleton();
        let other = |s: &&Slug| **s != self.slug && s.skeleton() == skeleton;
        self.taken.iter().find(other)
    }

    /// The first free `<stem>-n`.
    pub fn suggestion(&self) -> Slug {
        let mut n = 2;
        loop {
            let next = self.slug.next(n);
            if !self.skeletons.contains(&next.skeleton()) {
                return next;
            }
            n += 1;
        }
    }
}

pub fn host(portal: &Portal, slug: &Slug) -> String {
    EnvironmentName::new(slug.clone(), Stage::prod()).host(&portal.config.base_domain)
}

/// What all of `acme`, `acme-2` and `acme-17` have in common.
fn stem(slug: &Slug) -> String {
    let next = slug.next(2);
    let stem = next.as_str().strip_suffix("-2");
    stem.unwrap_or(slug.as_str()).to_owned()
}
