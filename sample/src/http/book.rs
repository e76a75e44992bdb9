//! `POST /bookings`: guarded, checked, written, and answered by a redirect, so that a reload books nothing.

use actix_web::{
    HttpRequest, HttpResponse, get,
    http::{StatusCode, header::LOCATION},
    post,
    web::{Data, Form},
};

use super::{
    State, guard, home,
    problem::{self, Problem},
};
use crate::{
    booking::{BookingForm, FieldError, Letterhead, Outcome, hour_text},
    clock,
};

#[post("/bookings")]
pub async fn book(
    state: Data<State>,
    request: HttpRequest,
    Form(form): Form<BookingForm>,
) -> Result<HttpResponse, Problem> {
    if !guard::is_same_origin(&request, &state.config) {
        return problem::page(
            &state,
            StatusCode::FORBIDDEN,
            "This form was sent from another site",
            "Open the page here and send it again.",
        );
    }
    if !guard::has_token(&request, &form.token, &state.config) {
        let error = FieldError::new(
            "form",
            "Send the form once more. The page was open for too long, or your browser keeps no cookies",
        );
        return home::render(
            &state,
            &request,
            StatusCode::FORBIDDEN,
            form,
            &[error],
            None,
        )
        .await;
    }

    let first_day = clock::first_day();
    let booking = match form.check(&state.store.rooms().await?, first_day) {
        Ok(booking) => booking,
        Err(errors) => return refuse(&state, &request, form, &errors).await,
    };
    let look = state.look();
    let letterhead = Letterhead {
        title: &look.title,
        address: look.address.as_deref(),
        url: state.config.public_url.as_str(),
    };
    match state
        .store
        .book(&booking, &letterhead, clock::now(), first_day)
        .await?
    {
        Outcome::Booked => {
            state.outbox_bell.notify_one();
            state.bookings.send_modify(|count| *count += 1);
            let location = format!("/?booked={}#booked", booking.id);
            Ok(HttpResponse::SeeOther()
                .insert_header((LOCATION, location))
                .finish())
        }
        Outcome::Taken { free } => {
            let room = &booking.room.name;
            let hour = hour_text(booking.hour);
            let advice = advice(&free, booking.hour);
            let error = FieldError::new("time", format!("{room} is taken at {hour}. {advice}"));
            refuse(&state, &request, form, &[error]).await
        }
        Outcome::TooMany => {
            let error = FieldError::new(
                "email",
                "This address has eight bookings ahead. One more is possible when the next has passed",
            );
            refuse(&state, &request, form, &[error]).await
        }
    }
}

/// The address of an answered form, typed or reloaded.
#[get("/bookings")]
pub async fn back_to_form() -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((LOCATION, "/#book"))
        .finish()
}

async fn refuse(
    state: &State,
    request: &HttpRequest,
    form: BookingForm,
    errors: &[FieldError],
) -> Result<HttpResponse, Problem> {
    home::render(
        state,
        request,
        StatusCode::UNPROCESSABLE_ENTITY,
        form,
        errors,
        None,
    )
    .await
}

/// The nearest free times, so that the visitor need not guess.
fn advice(free: &[u32], wanted: u32) -> String {
    let mut near = free.to_vec();
    near.sort_by_key(|hour| hour.abs_diff(wanted));
    near.truncate(3);
    near.sort_unstable();
    if near.is_empty() {
        return "It is full that day, choose another".to_owned();
    }
    let near: Vec<_> = near.into_iter().map(hour_text).collect();
    format!("Still free that day: {}", near.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn advice_names_the_nearest_free_times_in_order() {
        assert!(advice(&[8, 9, 11, 12, 19], 10).ends_with("08:00, 09:00, 11:00"));
        assert!(advice(&[], 10).contains("full that day"));
    }
}
