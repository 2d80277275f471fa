package dev.skep.compiler.pass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.compiler.Golden;
import dev.skep.ir.Unit;
import dev.skep.ir.check.IrChecker;
import dev.skep.ir.text.IrParser;
import dev.skep.ir.text.IrPrinter;
import dev.skep.kernel.KernelVersion;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What each pass makes of IR: {@code passes/<pass>/<case>.before.txt} is what it gets, {@code <case>.after.txt} what comes out. A case may
 * be a whole unit, or functions alone.
 */
class PassesTest {
    private static final Path CASES = Path.of("src", "test", "resources", "passes");
    private static final Map<String, UnaryOperator<Unit>> PASSES = new LinkedHashMap<>();

    static {
        Stream.of(
                        new SimplifyBlocks(),
                        new FoldConstants(ByteOrder.LITTLE_ENDIAN),
                        new ThreadJumps(ByteOrder.LITTLE_ENDIAN),
                        new NumberValues(),
                        new MergeBlocks(),
                        new JoinBoundsChecks(),
                        new DelayChanges(),
                        new ForwardStores(),
                        new HandOverInPlace(),
                        new CombineAccesses(ByteOrder.LITTLE_ENDIAN),
                        new UnrollLoops(),
                        new RotateLoops(),
                        new StepPointers(),
                        new HoistInvariants(),
                        new CompareAsStored(ByteOrder.LITTLE_ENDIAN),
                        new CompareWithoutSign(),
                        new RemoveDeadStores(),
                        new NarrowRanges(new KernelVersion(6, 1)),
                        new ReplaceScalars(),
                        new AdvanceCursors(),
                        new AlignSlots(),
                        new ExpandMemory(),
                        new SplitUnaligned(ByteOrder.LITTLE_ENDIAN),
                        new WidenNumbers(),
                        new RemoveDeadCode())
                .forEach(pass -> PASSES.put(
                        pass.name(),
                        unit -> unit.withFunctions(
                                unit.functions().stream().map(pass::run).toList())));
        var inline = new InlineFunctions();
        PASSES.put(inline.name(), inline::run);
        var trust = new TrustConstantKeys(new KernelVersion(6, 14));
        PASSES.put(trust.name(), trust::run);
        var cast = new CastArenas();
        PASSES.put(cast.name(), cast::run);
    }

    @TestFactory
    Stream<DynamicContainer> everyCase() {
        return PASSES.entrySet().stream()
                .map(pass -> DynamicContainer.dynamicContainer(
                        pass.getKey(),
                        cases(pass.getKey())
                                .map(name -> DynamicTest.dynamicTest(
                                        name, () -> compare(pass.getKey(), name, pass.getValue())))));
    }

    private static Stream<String> cases(String pass) {
        try (var files = Files.list(CASES.resolve(pass))) {
            var names = files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".before.txt"))
                    .map(file -> file.substring(0, file.length() - ".before.txt".length()))
                    .sorted()
                    .toList();
            assertThat(names).as("cases of " + pass).isNotEmpty();
            return names.stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void compare(String pass, String name, UnaryOperator<Unit> run) {
        var text = Golden.read(CASES.resolve(pass).resolve(name + ".before.txt"));
        var before = IrParser.unit(text.startsWith("unit") ? text : "unit \"test\" license \"GPL\"\n" + text);
        IrChecker.check(before);
        var after = run.apply(before);
        IrChecker.check(after);
        Golden.assertMatches(
                CASES.resolve(pass).resolve(name + ".after.txt"),
                after.functions().stream().map(IrPrinter::print).collect(Collectors.joining("\n")));
    }
}
