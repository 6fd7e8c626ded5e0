package io.dbvouch.provision;

@OnPostgres15
class HostileNamesOn15Test extends HostileNamesCases {}
