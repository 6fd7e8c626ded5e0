package io.dbvouch.provision;

@OnPostgres15
class UserRemoveOn15Test extends UserRemoveCases {}
