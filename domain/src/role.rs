//! Who somebody is to the portal. What a role may do stands in `app::access`.

crate::machine! {
    Role, "role" {
        Operator "operator" => [],
        CustomerService "customer_service" => [],
        Developer "developer" => [],
        Customer "customer" => [],
        Integrator "integrator" => [],
        Ci "ci" => [],
        Environment "environment" => [],
    }
}

impl Role {
    /// Works for the house: sees every tenant.
    pub fn is_staff(self) -> bool {
        matches!(
            self,
            Self::Operator | Self::CustomerService | Self::Developer
        )
    }

    /// Can be given to a person; the others belong to programs.
    pub fn is_person(self) -> bool {
        self.is_staff() || self == Self::Customer
    }
}
