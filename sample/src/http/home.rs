//! `/`: the one page. The form's answers are rendered by the same function as the empty form, so nothing typed is lost.

use actix_web::{
    HttpRequest, HttpResponse, get,
    http::{
        StatusCode,
        header::{CACHE_CONTROL, CONTENT_LANGUAGE},
    },
    web::{Data, Query},
};
use chrono::NaiveDate;
use minijinja::{Value, context};
use serde::{Deserialize, Serialize};

use super::{State, guard, problem::Problem, styles};
use crate::{
    booking::{
        BookingForm, Confirmation, FieldError, HOURS, LONGEST_NAME, Upcoming, hour_text, last_day,
    },
    clock,
    runtime::Look,
};

const HTML: &str = "text/html; charset=utf-8";

#[derive(Deserialize)]
pub struct Asked {
    booked: Option<String>,
}

#[get("/")]
pub async fn home(
    state: Data<State>,
    request: HttpRequest,
    asked: Query<Asked>,
) -> Result<HttpResponse, Problem> {
    let confirmation = match &asked.booked {
        Some(id) => state.store.confirmation(id).await?,
        None => None,
    };
    render(
        &state,
        &request,
        StatusCode::OK,
        BookingForm::default(),
        &[],
        confirmation,
    )
    .await
}

/// The list alone, for pages that are open while somebody books.
#[get("/upcoming")]
pub async fn upcoming(state: Data<State>) -> Result<HttpResponse, Problem> {
    let days = by_day(state.store.upcoming(clock::first_day()).await?);
    let html = state
        .pages
        .get_template("upcoming.html")?
        .render(context! { days })?;
    Ok(HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "no-store"))
        .content_type(HTML)
        .body(html))
}

pub async fn render(
    state: &State,
    request: &HttpRequest,
    status: StatusCode,
    mut form: BookingForm,
    errors: &[FieldError],
    confirmation: Option<Confirmation>,
) -> Result<HttpResponse, Problem> {
    let look = state.look();
    let first_day = clock::first_day();
    let token = guard::token_for(request, &state.config);
    form.token.clone_from(&token);
    // A page with errors keeps its key: whether it is sent from here or again from before, it is one wish.
    if form.form_key.is_empty() {
        form.form_key = guard::random_token();
    }
    let (headline, lead) = welcome(state).await;
    let html = state.pages.get_template("home.html")?.render(context! {
        look => &*look,
        look_json => embedded_json(&look),
        styles => styles::links(&look),
        stage => state.config.stage,
        version => state.config.version,
        headline,
        lead,
        rooms => state.store.rooms().await?,
        notices => state.store.notices().await?,
        days => by_day(state.store.upcoming(first_day).await?),
        form,
        errors,
        error_of => errors.iter().map(|error| (error.field, error.message.as_str())).collect::<Value>(),
        confirmation => confirmation.map(Confirmed::of),
        hours => HOURS.map(hour_text).collect::<Vec<_>>(),
        first_day => first_day.to_string(),
        last_day => last_day(first_day).to_string(),
        longest_name => LONGEST_NAME,
    })?;
    Ok(HttpResponse::build(status)
        .cookie(guard::cookie(&token, &state.config))
        .insert_header((CACHE_CONTROL, "private, no-cache"))
        .insert_header((CONTENT_LANGUAGE, "en"))
        .content_type(HTML)
        .body(html))
}

#[derive(Serialize)]
struct Day {
    date: String,
    title: String,
    bookings: Vec<Entry>,
}

/// What strangers may see of a booking.
#[derive(Serialize)]
struct Entry {
    hour: String,
    room: String,
    initials: String,
}

fn by_day(bookings: Vec<Upcoming>) -> Vec<Day> {
    let mut days: Vec<Day> = Vec::new();
    for booking in bookings {
        if days.last().is_none_or(|day| day.date != booking.day) {
            let title = day_text(&booking.day, "%A %-d %B");
            days.push(Day {
                date: booking.day.clone(),
                title,
                bookings: Vec::new(),
            });
        }
        if let Some(day) = days.last_mut() {
            day.bookings.push(Entry {
                hour: hour_of(booking.hour),
                room: booking.room,
                initials: initials(&booking.name),
            });
        }
    }
    days
}

#[derive(Serialize)]
struct Confirmed {
    room: String,
    day: String,
    from: String,
    to: String,
    sent: bool,
    refused: bool,
}

impl Confirmed {
    fn of(booking: Confirmation) -> Self {
        Self {
            room: booking.room,
            day: day_text(&booking.day, "%A %-d %B"),
            from: hour_of(booking.hour),
            to: hour_of(booking.hour + 1),
            sent: booking.sent,
            refused: booking.refused,
        }
    }
}

fn day_text(day: &str, format: &str) -> String {
    day.parse::<NaiveDate>()
        .map_or_else(|_| day.to_owned(), |day| day.format(format).to_string())
}

fn hour_of(hour: i64) -> String {
    hour_text(u32::try_from(hour).unwrap_or_default())
}

/// `Mira Okafor` → `M. O.`
fn initials(name: &str) -> String {
    let letters = name
        .split_whitespace()
        .filter_map(|word| word.chars().next())
        .take(3);
    letters
        .map(|letter| format!("{}.", letter.to_uppercase()))
        .collect::<Vec<_>>()
        .join(" ")
}

/// Headline and lead from `welcome.txt` of the environment's files: its first two paragraphs.
async fn welcome(state: &State) -> (String, String) {
    let text = tokio::fs::read_to_string(state.config.files.join("welcome.txt")).await;
    let text = text.unwrap_or_default();
    let mut paragraphs = text
        .split("\n\n")
        .map(str::trim)
        .filter(|paragraph| !paragraph.is_empty());
    let headline = paragraphs.next().unwrap_or("Book a room").to_owned();
    (headline, paragraphs.next().unwrap_or_default().to_owned())
}

/// JSON that cannot end the script element it stands in.
fn embedded_json(look: &Look) -> Value {
    let json = serde_json::to_string(look).unwrap_or_default();
    Value::from_safe_string(json.replace('<', "\\u003c"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_shown_as_initials() {
        assert_eq!(initials("Mira Okafor"), "M. O.");
        assert_eq!(initials("élise"), "É.");
        assert_eq!(initials("a b c d e"), "A. B. C.");
    }
}
