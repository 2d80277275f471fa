package dev.skep.processor;

import static dev.skep.compiler.DiagnosticCode.STACK_TOO_LARGE;

import com.google.testing.compile.Compilation;
import dev.skep.processor.random.RandomJava;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.KernelRefused;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import javax.tools.Diagnostic;

/** Classes by chance, run in three ways on the same packets: on the JVM, in the kernel as they are written, and in the kernel optimised. */
final class TwinPrograms {
    private static final int PACKETS = 8;
    private static final long[] EDGES = {
        0, 1, -1, 7, 127, -128, 255, 32768, 65535, Integer.MAX_VALUE, Integer.MIN_VALUE, Long.MIN_VALUE
    };

    private final List<byte[]> packets;

    TwinPrograms(long seed) {
        this.packets = packets(new Random(seed));
    }

    /**
     * What went wrong.
     *
     * @param kind the same for faults that have one cause, as far as one can tell
     */
    record Fault(String kind, String text) {}

    private static List<byte[]> packets(Random random) {
        List<byte[]> packets = new ArrayList<>();
        for (var i = 0; i < PACKETS; i++) {
            var packet = ByteBuffer.allocate(RandomJava.PACKET).order(ByteOrder.nativeOrder());
            random.nextBytes(packet.array());
            for (var at = 0; at < 32; at += 8)
                if (random.nextInt(3) > 0) packet.putLong(at, EDGES[random.nextInt(EDGES.length)]);
            packets.add(packet.array());
        }
        return packets;
    }

    /** Returns what is wrong with each of some programs, compiled together. */
    List<Optional<Fault>> faults(List<RandomJava> programs) {
        var ours = new ArrayList<String>();
        var twins = new ArrayList<String>();
        for (var i = 0; i < programs.size(); i++) {
            ours.addAll(List.of("Ours" + i, programs.get(i).ours("Ours" + i)));
            twins.addAll(List.of("Twin" + i, programs.get(i).twin("Twin" + i)));
        }
        var optimised = Build.of(ours.toArray(String[]::new));
        ours.addAll(twins);
        var plain = Build.with(List.of("-Askep.optimize=false"), ours.toArray(String[]::new));
        if (programs.size() > 1 && (failed(plain) || failed(optimised)))
            return programs.stream()
                    .map(program -> faults(List.of(program)).get(0))
                    .toList();
        var faults = new ArrayList<Optional<Fault>>();
        for (var i = 0; i < programs.size(); i++) faults.add(fault(i, plain, optimised));
        return faults;
    }

    /** Returns what is wrong with one program. */
    Optional<Fault> fault(RandomJava program) {
        return faults(List.of(program)).get(0);
    }

    private Optional<Fault> fault(int number, Build plain, Build optimised) {
        if (failed(plain)) return refusal("as it is written", plain);
        if (failed(optimised)) return refusal("optimised", optimised);
        var expected = onJvm(plain.load("Twin" + number));
        return different("as it is written", plain.objectOrFail("Ours" + number), expected)
                .or(() -> different("optimised", optimised.objectOrFail("Ours" + number), expected));
    }

    private static boolean failed(Build build) {
        return build.compilation().status() != Compilation.Status.SUCCESS;
    }

    /** Structs of the frame add up by chance to more than there is; that is for the user to see, and no fault. */
    private static Optional<Fault> refusal(String how, Build build) {
        var first = build.compilation().diagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .findFirst()
                .orElseThrow();
        var text = first.getMessage(Locale.ROOT);
        var kind = text.startsWith("[SKEP") ? text.substring(0, 10) : "javac " + text;
        return kind.equals(STACK_TOO_LARGE.label())
                ? Optional.empty()
                : Optional.of(new Fault(kind, how + ": " + first));
    }

    private List<String> onJvm(Class<?> twin) {
        var outcomes = new ArrayList<String>();
        try {
            Method run = twin.getMethod("run", ByteBuffer.class);
            for (var packet : packets) {
                var bytes = packet.clone();
                var result = run.invoke(null, ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()));
                outcomes.add(outcome((int) result, bytes));
            }
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            throw new AssertionError(e);
        }
        return outcomes;
    }

    private Optional<Fault> different(String how, byte[] object, List<String> expected) {
        var outcomes = new ArrayList<String>();
        try (var loaded = Kernel.load(object)) {
            for (var packet : packets) {
                var run = loaded.program("run").run(packet);
                outcomes.add(outcome(run.returnValue(), run.data()));
            }
        } catch (KernelRefused e) {
            return Optional.of(new Fault(reason(e.log()), how + ": " + e));
        }
        if (outcomes.equals(expected)) return Optional.empty();
        return Optional.of(new Fault("different " + how, how + ":\n" + outcomes + "\nexpected\n" + expected));
    }

    private static String outcome(int result, byte[] packet) {
        return result + " " + HexFormat.of().formatHex(packet);
    }

    /** The line of the verifier that decides, without its numbers. */
    private static String reason(String log) {
        return log.lines()
                .takeWhile(line -> !line.startsWith("verification time") && !line.startsWith("processed"))
                .reduce("", (first, second) -> second)
                .replaceAll("\\d+", "");
    }
}
