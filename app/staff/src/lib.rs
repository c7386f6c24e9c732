//! What staff do with the portal: admins configure and watch it, agents help callers.
