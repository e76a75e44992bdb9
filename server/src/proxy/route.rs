//! Whose a request is, by its host alone.

use app::portal::PortalConfig;
use domain::EnvironmentName;
use std::net::IpAddr;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    Portal,
    Tenant(EnvironmentName),
    /// Under the base domain, and no environment's.
    Nobody,
}

/// `host` as the request names it, with or without port.
pub fn route(config: &PortalConfig, host: &str) -> Destination {
    let host = without_port(host).to_lowercase();
    let public = config
        .public_url
        .split_once("://")
        .map_or("", |(_, rest)| rest);
    let public = without_port(public.split('/').next().unwrap_or(public));
    if host.is_empty() || host == public || host.trim_matches(['[', ']']).parse::<IpAddr>().is_ok()
    {
        return Destination::Portal;
    }
    if let Some(name) = EnvironmentName::from_host(&host, &config.base_domain) {
        return Destination::Tenant(name);
    }
    let below = host
        .strip_suffix(&config.base_domain)
        .is_some_and(|rest| rest.ends_with('.'));
    if below {
        Destination::Nobody
    } else {
        Destination::Portal
    }
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) && !name.ends_with(':') => {
            name
        }
        _ => host,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_host_decides() {
        let config = PortalConfig {
            base_domain: "localhost".into(),
            public_url: "http://localhost:8080".into(),
        };
        for host in [
            "localhost:8080",
            "localhost",
            "127.0.0.1:8080",
            "[::1]:8080",
            "",
            "example.com",
        ] {
            assert_eq!(route(&config, host), Destination::Portal, "{host}");
        }
        let acme = Destination::Tenant("acme".parse().expect("valid"));
        assert_eq!(route(&config, "acme.localhost:8080"), acme);
        assert_eq!(route(&config, "ACME.localhost"), acme);
        let stg = Destination::Tenant("acme/stg".parse().expect("valid"));
        assert_eq!(route(&config, "acme.stg.localhost:8080"), stg);
        // Reserved now, but a tenant may have it from before; the table knows.
        let www = Destination::Tenant("www".parse().expect("a shape"));
        assert_eq!(route(&config, "www.localhost"), www);
        for host in ["a.b.localhost", "x_y.localhost:8080"] {
            assert_eq!(route(&config, host), Destination::Nobody, "{host}");
        }
    }
}
