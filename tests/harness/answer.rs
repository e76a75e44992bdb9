//! An HTTP answer, read to its end.

use serde_json::Value;

#[derive(Clone, Debug)]
pub struct Answer {
    /// What was asked, for messages.
    pub asked: String,
    pub status: u16,
    pub headers: reqwest::header::HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    pub(crate) async fn read(
        asked: String,
        response: reqwest::Response,
    ) -> Result<Self, reqwest::Error> {
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let body = response.bytes().await?.to_vec();
        Ok(Self {
            asked,
            status,
            headers,
            body,
        })
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{}: no JSON ({error}): {}", self.asked, self.text()))
    }

    #[track_caller]
    pub fn has_status(&self, status: u16) -> &Self {
        assert!(
            self.status == status,
            "{}: {}, not {status}\n{}",
            self.asked,
            self.status,
            self.text()
        );
        self
    }

    #[track_caller]
    pub fn ok(&self) -> Value {
        assert!(
            (200..300).contains(&self.status),
            "{}: {}\n{}",
            self.asked,
            self.status,
            self.text()
        );
        if self.body.is_empty() {
            Value::Null
        } else {
            self.json()
        }
    }

    /// An error as RFC 9457 asks, with this status.
    #[track_caller]
    pub fn problem(&self, status: u16) -> Value {
        self.has_status(status);
        let kind = self
            .header("content-type")
            .split(';')
            .next()
            .unwrap_or_default()
            .trim()
            .to_owned();
        assert_eq!(kind, "application/problem+json", "{}", self.asked);
        let problem = self.json();
        assert_eq!(problem["status"], status, "{}: {problem}", self.asked);
        for key in ["type", "title", "detail"] {
            assert!(
                problem[key].as_str().is_some_and(|text| !text.is_empty()),
                "{}: no {key} in {problem}",
                self.asked
            );
        }
        problem
    }

    /// A refused form: 422, and this field is complained about in words.
    #[track_caller]
    pub fn refuses(&self, field: &str) -> Value {
        let problem = self.problem(422);
        complaint(&problem, field).unwrap_or_else(|| {
            panic!(
                "{}: {field} is not complained about in {problem}",
                self.asked
            )
        })
    }
}

/// What a problem says about one field.
pub fn complaint(problem: &Value, field: &str) -> Option<Value> {
    let errors = problem["errors"].as_array()?;
    let error = errors.iter().find(|error| error["field"] == field)?;
    let whole = ["code", "message"]
        .iter()
        .all(|key| error[key].as_str().is_some_and(|text| !text.is_empty()));
    whole.then(|| error.clone())
}
