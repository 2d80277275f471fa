package dev.skep.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.object.lint.LoaderLint;
import dev.skep.testkit.Judge;
import dev.skep.testkit.loader.Loader;
import dev.skep.testkit.loader.Verdict;
import dev.skep.testkit.matrix.Column;
import dev.skep.testkit.matrix.Matrix;
import dev.skep.testkit.matrix.Row;
import dev.skep.testkit.matrix.TestJudges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Objects that every loader takes, broken in one way each: every rule of the contract is one that somebody wants kept. */
class BrokenObjectsTest {
    static Stream<BrokenRule> rules() {
        return BrokenRule.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theCheckOfTheRuleSeesIt(BrokenRule broken) {
        byte[] whole = broken.from().bytes();
        byte[] bytes = broken.breaking().apply(whole);
        var checks = PortableProfile.RULES.stream()
                .filter(rule -> rule.number() == broken.number())
                .map(PortableProfile.Rule::check)
                .toList();
        assertThat(checks).hasSize(1);
        checks.get(0).accept(Parsed.of(whole));
        assertThatThrownBy(() -> checks.get(0).accept(Parsed.of(bytes)))
                .isInstanceOfAny(AssertionError.class, NoSuchElementException.class, IllegalArgumentException.class);
    }

    /** {@link LoaderLint} says so in a finding with the number of the rule, which the whole object does not give. */
    @ParameterizedTest
    @MethodSource("rules")
    void lintNamesTheRule(BrokenRule broken) {
        byte[] whole = broken.from().bytes();
        var before = LoaderLint.check(whole).findings();
        assertThat(LoaderLint.check(broken.breaking().apply(whole)).findings())
                .filteredOn(finding -> !before.contains(finding))
                .extracting(finding -> finding.rule().number())
                .contains(broken.number());
    }

    @Test
    void everyRuleIsBroken() {
        assertThat(rules().map(BrokenRule::number))
                .containsAll(PortableProfile.RULES.stream()
                        .map(PortableProfile.Rule::number)
                        .toList());
    }

    @Test
    void isRefusedByExactlyThoseWhoShould(@TempDir Path folder) throws IOException {
        Judge.require("llvm-objcopy-19");
        List<Path> files = new ArrayList<>();
        for (BrokenRule broken : BrokenRule.ALL) {
            var file = folder.resolve(files.size() + ".o");
            files.add(Files.write(file, broken.breaking().apply(broken.from().bytes())));
        }
        Matrix matrix = TestJudges.judgeOnThisKernel(files);
        List<String> surprises = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            var broken = BrokenRule.ALL.get(i);
            Set<Loader> expected = EnumSet.copyOf(TestJudges.loaders());
            expected.retainAll(broken.refusedBy());
            var refusing = refusing(matrix, files.get(i));
            if (!refusing.equals(expected)) {
                surprises.add(broken + " is refused by " + refusing + ", not " + expected);
            }
        }
        assertThat(surprises).as(matrix.text()).isEmpty();
    }

    private static Set<Loader> refusing(Matrix matrix, Path file) {
        Set<Loader> refusing = EnumSet.noneOf(Loader.class);
        for (Row row : matrix.rows()) {
            for (Column column : matrix.columns()) {
                if (row.object().equals(file) && matrix.at(row, column).verdict() instanceof Verdict.Refused) {
                    refusing.add(column.loader());
                }
            }
        }
        return refusing;
    }
}
