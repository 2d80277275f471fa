package dev.skep.compiler;

import dev.skep.asm.Code;
import dev.skep.compiler.machine.CodeGenerator;
import dev.skep.compiler.object.BuildObject;
import dev.skep.ir.Interpreter;
import dev.skep.ir.RandomProgram;
import dev.skep.ir.Unit;
import dev.skep.object.ObjectWriter;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.KernelRefused;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Runs one unit in three ways on the same packets: on the JVM, in the kernel without any pass that is not needed, and as it is compiled. */
final class Differential {
    private static final int PACKETS = 4;
    private static final String WALKED_TOO_LONG = "processed 1000001 insns (limit 1000000)";

    private static final String AS_IT_IS = "as it is";
    private static final String OPTIMISED = "optimised";

    private final Options options;
    private final List<byte[]> packets;
    private boolean wasTooLong; // for the last unit

    Differential(Options options, long seed) {
        this.options = options;
        this.packets = packets(new Random(seed));
    }

    /** Returns whether a unit could not be run as it is, because the verifier gave up. */
    boolean wasTooLong() {
        return wasTooLong;
    }

    private static List<byte[]> packets(Random random) {
        List<byte[]> packets = new ArrayList<>();
        for (var i = 0; i < PACKETS; i++) {
            var packet = new byte[RandomProgram.PACKET];
            random.nextBytes(packet);
            for (var few = 8 * i; few > 0; few--) packet[random.nextInt(packet.length)] = (byte) random.nextInt(3);
            packets.add(packet);
        }
        return packets;
    }

    /**
     * What went wrong.
     *
     * @param kind the same for faults that have one cause, as far as one can tell
     */
    record Fault(String kind, String text) {
        @Override
        public String toString() {
            return text;
        }
    }

    /** Returns how the three differ, or who refused; empty when all is well. */
    Optional<Fault> fault(Unit unit) {
        wasTooLong = false;
        var expected = interpreted(unit);
        var how = AS_IT_IS;
        try {
            var plainObject = plain(unit);
            var object = Compiler.compile(unit, options);
            for (var bytes : List.of(plainObject, object)) {
                var above = LevelScan.above(bytes, options.isa());
                if (!above.isEmpty()) return Optional.of(new Fault("level", above + " is above " + options.isa()));
            }
            var plain = runUnlessTooLong(plainObject);
            if (plain.isPresent() && !plain.get().equals(expected))
                return Optional.of(different(how, plain.get(), expected));
            how = OPTIMISED;
            var optimised = run(object);
            if (!optimised.equals(expected)) return Optional.of(different(how, optimised, expected));
            return Optional.empty();
        } catch (KernelRefused e) {
            if (wasTooLong && isTooLong(e)) return Optional.empty();
            return Optional.of(new Fault(how + ", " + reason(e.log()), how + ": " + e));
        } catch (RuntimeException e) {
            return Optional.of(new Fault(e.getClass().getName(), String.valueOf(e)));
        }
    }

    private static Fault different(String how, List<String> outcomes, List<String> expected) {
        return new Fault(how, how + ":\n" + outcomes + "\nexpected\n" + expected);
    }

    /** The line of the verifier that decides, without its numbers. */
    private static String reason(String log) {
        return log.lines()
                .takeWhile(line -> !line.startsWith("verification time") && !line.startsWith("processed"))
                .reduce("", (first, second) -> second)
                .replaceAll("\\d+", "");
    }

    private byte[] plain(Unit unit) {
        var ready = RunPasses.of(Pipeline.of(options.withoutOptimization()), unit, options);
        Map<String, Code> code = new HashMap<>();
        for (var function : ready.functions())
            code.put(function.name(), CodeGenerator.generate(function, options).code());
        return ObjectWriter.write(BuildObject.of(ready, code, options.byteOrder()), options.target());
    }

    private List<String> interpreted(Unit unit) {
        var interpreter = new Interpreter(unit);
        List<String> outcomes = new ArrayList<>();
        for (var packet : packets) {
            var bytes = packet.clone();
            outcomes.add(outcome(interpreter.run("p", bytes), bytes));
        }
        outcomes.add(HexFormat.of().formatHex(interpreter.global("shared")));
        return outcomes;
    }

    /** Returns what comes out; empty where the verifier gives up after a million instructions, as it may where nothing was optimised. */
    private Optional<List<String>> runUnlessTooLong(byte[] object) {
        try {
            return Optional.of(run(object));
        } catch (KernelRefused e) {
            if (!isTooLong(e)) throw e;
            wasTooLong = true;
            return Optional.empty();
        }
    }

    private static boolean isTooLong(KernelRefused refused) {
        return refused.log().contains(WALKED_TOO_LONG);
    }

    private List<String> run(byte[] object) {
        List<String> outcomes = new ArrayList<>();
        try (var loaded = Kernel.load(object)) {
            for (var packet : packets) {
                var run = loaded.program("p").run(packet);
                outcomes.add(outcome(run.returnValue(), run.data()));
            }
            outcomes.add(HexFormat.of().formatHex(loaded.global("shared").bytes()));
        }
        return outcomes;
    }

    private static String outcome(int verdict, byte[] packet) {
        return verdict + " " + HexFormat.of().formatHex(packet);
    }
}
