package io.dbvouch.provision;

@OnPostgres15
class WritingOn15Test extends WritingCases {}
