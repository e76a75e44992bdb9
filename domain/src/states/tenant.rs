//! A customer's account, from the form to the end.

crate::machine! {
    TenantState, "tenant" {
        PendingVerification "pending_verification" => [Trial, Active, Cancelled],
        Trial "trial" => [Active, Suspended, Cancelled],
        Active "active" => [Suspended, Cancelled],
        Suspended "suspended" => [Active, Cancelled],
        Cancelled "cancelled" => [],
    }
}
