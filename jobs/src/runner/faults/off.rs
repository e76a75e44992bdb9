//! What a release has instead of faults: nothing, in the same shape.

use super::Place;
use crate::{
    queue::QueueOptions,
    runner::RunnerOptions,
    step::{StepContext, StepError},
};

#[derive(Clone, Debug, Default)]
pub struct Faults;

#[expect(clippy::unused_self, reason = "same shape as with faults")]
impl Faults {
    pub fn from_env() -> Result<Self, String> {
        Ok(Self)
    }

    pub fn pace(&self) -> (RunnerOptions, QueueOptions) {
        Default::default()
    }

    pub(crate) fn crash_point(&self, _at: Place, _step: &str, _tenant: &str) {}

    pub(crate) async fn around<T>(
        &self,
        _cx: &StepContext,
        work: impl Future<Output = Result<T, StepError>>,
    ) -> Result<T, StepError> {
        work.await
    }
}
