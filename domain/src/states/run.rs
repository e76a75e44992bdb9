//! One execution of an ordered set of steps, and one step within it.

crate::machine! {
    RunState, "run" {
        Queued "queued" => [Running, Cancelled],
        Running "running" => [Succeeded, Failed, Cancelled],
        Failed "failed" => [Running],
        Succeeded "succeeded" => [],
        Cancelled "cancelled" => [],
    }
}

crate::machine! {
    StepState, "step" {
        Pending "pending" => [Running, Skipped, Cancelled],
        Running "running" => [Succeeded, Skipped, Retrying, Waiting, Failed, Degraded, Cancelled],
        Retrying "retrying" => [Running, Skipped, Cancelled],
        Waiting "waiting" => [Running, Skipped, Cancelled],
        Failed "failed" => [Running, Skipped],
        Degraded "degraded" => [Running],
        Succeeded "succeeded" => [Running],
        Skipped "skipped" => [Running],
        Cancelled "cancelled" => [Running],
    }
}

impl RunState {
    pub fn is_active(self) -> bool {
        matches!(self, Self::Queued | Self::Running)
    }
}

impl StepState {
    /// Whether what depends on this step may start.
    pub fn is_passed(self) -> bool {
        matches!(self, Self::Succeeded | Self::Skipped | Self::Degraded)
    }
}
