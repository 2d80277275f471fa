package dev.skep.object;

import dev.skep.asm.IsaVersion;
import dev.skep.asm.Target;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What we write keeps every rule of the contract; that a broken rule is seen {@link BrokenObjectsTest} tests. */
class PortableProfileTest {
    static Stream<Arguments> rulesOnObjects() {
        var target = Target.of(IsaVersion.V3);
        var objects = List.of(
                Map.entry("base, little endian", ObjectWriter.write(BaseObject.in(ByteOrder.LITTLE_ENDIAN), target)),
                Map.entry("base, big endian", ObjectWriter.write(BaseObject.in(ByteOrder.BIG_ENDIAN), target)),
                Map.entry("rich, little endian", ObjectWriter.write(RichObject.in(ByteOrder.LITTLE_ENDIAN), target)),
                Map.entry("rich, big endian", ObjectWriter.write(RichObject.in(ByteOrder.BIG_ENDIAN), target)));
        return PortableProfile.RULES.stream().flatMap(rule -> objects.stream()
                .map(object -> Arguments.of(
                        "rule " + rule.number() + ": " + rule.text(),
                        object.getKey(),
                        rule.check(),
                        Parsed.of(object.getValue()))));
    }

    @ParameterizedTest(name = "{0} ({1})")
    @MethodSource("rulesOnObjects")
    void keeps(String rule, String name, Consumer<Parsed> check, Parsed object) {
        check.accept(object);
    }
}
