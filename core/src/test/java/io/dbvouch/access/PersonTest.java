package io.dbvouch.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbvouch.role.RoleSession;
import org.junit.jupiter.api.Test;

class PersonTest {
    @Test
    void of_permissionSetsSession_isTheIdpUser() {
        Person person = Person.of(Samples.person("Arianna.O'Neil@example.com"));

        assertThat(person)
                .isEqualTo(new Person.Idp("https://d-1234567890.awsapps.com/start", "Arianna.O'Neil@example.com"));
        assertThat(person.name()).isEqualTo("Arianna.O'Neil@example.com");
    }

    @Test
    void of_machine_isItsPrincipal() {
        String arn = "arn:aws:iam::123456789012:user/ci";

        assertThat(Person.of(Samples.machine(arn))).isEqualTo(new Person.Machine(arn));
        assertThat(Person.of(Samples.machine(arn)).name()).isEqualTo(arn);
    }

    /** Anybody who may assume an ordinary role chooses the session's name: it is nobody's. */
    @Test
    void of_sessionOfAnOrdinaryRole_isAMachineWhateverItsName() {
        String arn = "arn:aws:sts::123456789012:assumed-role/deploy/arianna";

        assertThat(Person.of(Samples.machine(arn))).isEqualTo(new Person.Machine(arn));
        assertThat(Person.of(new RoleSession(Samples.KEY, null, Samples.caller(arn), Samples.DBA)))
                .as("though a permission set was asked for")
                .isEqualTo(new Person.Machine(arn));
    }

    @Test
    void of_permissionSetsSessionThatCameByAnotherWay_isAMachine() {
        RoleSession person = Samples.person("arianna");

        assertThat(Person.of(new RoleSession(person.key(), null, person.caller(), null)))
                .isEqualTo(new Person.Machine(person.caller().arn()));
    }
}
