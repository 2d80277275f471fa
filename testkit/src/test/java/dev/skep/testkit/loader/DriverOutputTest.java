package dev.skep.testkit.loader;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class DriverOutputTest {
    private static final String ALL = """
            object	first.o
            accepted	count	38
            ran	count	2	00ff	120
            attached	count
            accepted	bare	-
            ran	bare	4294967295		-
            notattached	bare	no such hook
            refused	broken	Permission denied
            log	broken	0: (79) r0 = *(u64 *)(r0 +0)\\nR0 invalid mem access 'scalar'\\nprocessed 1 insns\\n
            skipped	other	not for this loader
            end	first.o
            object	second.o
            refused	-	exit code 255
            end	second.o
            """;

    private static JudgedObject only(String text) {
        List<JudgedObject> objects = DriverOutput.parse(text).objects();
        assertThat(objects).hasSize(1);
        return objects.get(0);
    }

    @Test
    void readsEveryFact() {
        List<JudgedObject> objects = DriverOutput.parse(ALL).objects();

        assertThat(objects).extracting(JudgedObject::path).containsExactly("first.o", "second.o");
        assertThat(objects).allMatch(JudgedObject::complete);
        List<Judgement> first = objects.get(0).judgements();
        assertThat(first).extracting(Judgement::program).containsExactly("count", "bare", "broken", "other");
        assertThat(first)
                .extracting(Judgement::verdict)
                .containsExactly(
                        new Verdict.Accepted(OptionalInt.of(38), ""),
                        new Verdict.Accepted(OptionalInt.empty(), ""),
                        new Verdict.Refused(
                                "R0 invalid mem access 'scalar'",
                                "0: (79) r0 = *(u64 *)(r0 +0)\nR0 invalid mem access 'scalar'\nprocessed 1 insns\n"),
                        new Verdict.NotApplicable("not for this loader"));
        assertThat(objects.get(1).judgements())
                .containsExactly(Judgement.of("-", new Verdict.Refused("exit code 255", "")));
        assertThat(objects.get(1).judgements()).allMatch(Judgement::isOfWholeObject);
    }

    @Test
    void readsWhatBecameOfPrograms() {
        List<Judgement> judgements = DriverOutput.parse(ALL).objects().get(0).judgements();

        assertThat(judgements.get(0).run()).isInstanceOfSatisfying(Trial.Ran.class, ran -> {
            assertThat(ran.returned()).isEqualTo(2);
            assertThat(ran.output()).isEqualTo(new byte[] {0, -1});
            assertThat(ran.nanoseconds()).isEqualTo(OptionalLong.of(120));
        });
        assertThat(judgements.get(0).attachment()).isEqualTo(new Trial.Attached());
        assertThat(judgements.get(1).run()).isInstanceOfSatisfying(Trial.Ran.class, ran -> {
            assertThat(ran.returned()).isEqualTo(-1);
            assertThat(ran.nanoseconds()).isEmpty();
        });
        assertThat(judgements.get(1).attachment()).isEqualTo(new Trial.Failed("no such hook"));
        assertThat(judgements.get(2).run()).isEqualTo(new Trial.NotTried());
    }

    @Test
    void keepsWhatEscapesStandFor() {
        JudgedObject object = only("object\ta\\tb\nskipped\tp\\\\q\tone\\ntwo\\rthree\nend\ta\\tb\n");

        assertThat(object.path()).isEqualTo("a\tb");
        assertThat(object.judgements())
                .containsExactly(Judgement.of("p\\q", new Verdict.NotApplicable("one\ntwo\rthree")));
    }

    @Test
    void tellsAnObjectThatWasNotFinished() {
        JudgedObject object = only("object\ta.o\naccepted\tp\t12\naccepted\tq\t1");

        assertThat(object.complete()).isFalse();
        assertThat(object.judgements())
                .containsExactly(Judgement.of("p", new Verdict.Accepted(OptionalInt.of(12), "")));
    }

    @Test
    void readsOutputThatEndsAnywhere() {
        List<JudgedObject> all = DriverOutput.parse(ALL).objects();
        for (int end = 0; end <= ALL.length(); end++) {
            List<JudgedObject> some = DriverOutput.parse(ALL.substring(0, end)).objects();

            assertThat(some.size()).isLessThanOrEqualTo(all.size());
            for (int i = 0; i < some.size(); i++) {
                assertThat(all.get(i).path()).isEqualTo(some.get(i).path());
                if (some.get(i).complete()) {
                    assertThat(some.get(i).judgements())
                            .hasSameSizeAs(all.get(i).judgements());
                }
            }
        }
    }

    @Test
    void leavesOutWhatMakesNoSense() {
        assertThat(DriverOutput.parse("").objects()).isEmpty();
        assertThat(DriverOutput.parse("SeaBIOS\n\nKernel panic\n").objects()).isEmpty();
        JudgedObject object = only("""
                object	a.o

                accepted	p
                accepted	p	many
                ran	never judged	1	00	1
                accepted	q	3
                ran	q	1	0g	1
                unheard	of
                end	b.o
                end	a.o
                """);

        assertThat(object.complete()).isTrue();
        assertThat(object.judgements()).containsExactly(Judgement.of("q", new Verdict.Accepted(OptionalInt.of(3), "")));
    }

    @Test
    void countsADeathAsARefusal() {
        JudgedObject object = only(
                "object\ta.o\naccepted\tp\t2\naccepted\tq\t1\u0018\ndied\tthe loader died of Aborted\nlog\t-\tpanicked at x.rs:1:\\nno map\nend\ta.o\n");

        assertThat(object.judgements())
                .extracting(Judgement::verdict)
                .containsExactly(
                        new Verdict.Accepted(OptionalInt.of(2), ""),
                        new Verdict.Refused(
                                "the loader died of Aborted: panicked at x.rs:1: no map",
                                "panicked at x.rs:1:\nno map"));
    }
}
