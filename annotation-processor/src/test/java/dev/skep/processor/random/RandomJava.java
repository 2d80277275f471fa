package dev.skep.processor.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * A class by chance, the same for the same seed: methods that call each other, and a program that reads numbers from a packet and writes what
 * came out into it.
 *
 * @param kernel the kernel that it is compiled for
 * @param methods what it consists of, the program last; only this is by chance
 */
public record RandomJava(String kernel, List<Method> methods) {
    private static final List<String> KERNELS = List.of("5.10", "5.15", "6.1", "6.6", "6.12");
    private static final List<String> PLACEMENTS = List.of("", "", "@Inline ", "@Subprogram ", "@Global ");

    /** How many bytes of the packet it reads and writes. */
    public static final int PACKET = 48;

    public RandomJava {
        methods = List.copyOf(methods);
    }

    /** A method: its head in both classes, and its body. */
    public record Method(String ours, String twin, Node body, Node last) {
        String text(boolean onJvm) {
            return (onJvm ? twin : ours) + " {\n" + (onJvm ? body.twin() + last.twin() : body.ours() + last.ours())
                    + "\n}\n";
        }
    }

    /** Returns the program of a seed. */
    public static RandomJava of(long seed) {
        return new Making(new Random(seed)).program();
    }

    /** Returns the same with one body exchanged. */
    RandomJava with(int method, Method other) {
        var others = new ArrayList<>(methods);
        others.set(method, other);
        return new RandomJava(kernel, others);
    }

    /** Returns the same without a method. */
    RandomJava without(int method) {
        var others = new ArrayList<>(methods);
        others.remove(method);
        return new RandomJava(kernel, others);
    }

    /** Returns the class for our processor. */
    public String ours(String name) {
        var text =
                new StringBuilder("import dev.skep.lang.*;\n@Bpf(license = \"GPL\", minKernel = \"" + kernel + "\")\n");
        text.append("final class ")
                .append(name)
                .append(" {\nenum Color { RED, GREEN, BLUE }\n")
                .append("record Pair(int left, @Unsigned short middle, long right) {}\n")
                .append(Structs.ours());
        methods.forEach(method -> text.append(method.text(false)));
        text.append(Structs.reset()).append(Structs.state());
        return text.append("""
                @Xdp static int run(XdpContext context) {
                var numbers = context.packet().next(Numbers.class);
                if (numbers == null) return 0;
                reset((int) numbers.a);
                int result = program(numbers);
                numbers.state ^= state();
                return result;
                }
                }
                """).toString();
    }

    /** Returns the class for the JVM. */
    public String twin(String name) {
        var text = new StringBuilder("public final class ")
                .append(name)
                .append(" {\nenum Color { RED, GREEN, BLUE }\n")
                .append("record Pair(int left, short middle, long right) {}\n")
                .append(Structs.twin())
                .append(Jvm.MEMBERS);
        methods.forEach(method -> text.append(method.text(true)));
        text.append((Structs.reset() + Structs.state()).replace("@Subprogram ", ""));
        return text.append("""
                public static int run(java.nio.ByteBuffer packet) {
                var n = new Numbers();
                n.a = packet.getLong(0);
                n.b = packet.getLong(8);
                n.c = packet.getInt(16);
                n.d = packet.getInt(20);
                n.e = packet.getShort(24);
                n.f = packet.getShort(26);
                n.g = packet.get(28);
                n.h = packet.get(29);
                n.i = packet.getChar(30);
                n.state = Long.reverseBytes(packet.getLong(32));
                reset((int) n.a);
                int result = program(n);
                n.state ^= state();
                packet.putLong(0, n.a).putLong(8, n.b).putInt(16, n.c).putInt(20, n.d).putShort(24, n.e).putShort(26, n.f);
                packet.put(28, n.g).put(29, n.h).putChar(30, n.i).putLong(32, Long.reverseBytes(n.state));
                return result;
                }
                }
                """).toString();
    }

    /** The making of one. */
    private static final class Making {
        private final Random random;
        private final String kernel;
        private final Scope scope;
        private final Expressions numbers;
        private final Statements statements;

        Making(Random random) {
            this.random = random;
            this.kernel = KERNELS.get(random.nextInt(KERNELS.size()));
            this.scope = new Scope(random);
            this.numbers = new Expressions(random, scope);
            this.statements = new Statements(random, scope, numbers, !kernel.startsWith("5."));
        }

        RandomJava program() {
            for (var field : Structs.STATICS)
                scope.add(Scope.Variable.memory(field.type(), field.name(), Optional.empty()));
            for (var array : Structs.ARRAYS)
                scope.add(new Scope.Array(array.type(), "data." + array.name(), new Scope.Index(array.length(), true)));
            scope.add(new Scope.Struct("Point", "data.one", false, Optional.empty()));
            scope.add(new Scope.Struct("Point", "data.points[$0]", false, Optional.of(new Scope.Index(4, true))));
            scope.add(new Scope.Struct("Small", "data.few", false, Optional.empty()));
            List<Method> methods = new ArrayList<>();
            for (var i = random.nextInt(4); i > 0; i--) methods.add(method());
            methods.add(entry());
            return new RandomJava(kernel, methods);
        }

        private Method method() {
            var mark = scope.mark();
            var result = numbers.one(List.of(Type.values()));
            var name = scope.name("f");
            var ours = new ArrayList<String>();
            var twin = new ArrayList<String>();
            Optional<String> struct = random.nextInt(3) == 0 ? Optional.of("Point") : Optional.empty();
            if (struct.isPresent()) {
                ours.add("Point p");
                twin.add("Point p");
                scope.add(new Scope.Struct("Point", "p", true, Optional.empty()));
            }
            List<Type> parameters = new ArrayList<>();
            for (var i = random.nextInt(4); i > 0; i--) {
                var type = numbers.one(List.of(Type.values()));
                var parameter = scope.name("a");
                parameters.add(type);
                ours.add(type.declared() + " " + parameter);
                twin.add(type.java() + " " + parameter);
                scope.add(Scope.Variable.local(type, parameter, random.nextBoolean()));
            }
            var body = statements.body(result, 2 + random.nextInt(4), 3);
            var last = statements.last(result);
            scope.reset(mark);
            scope.add(new Scope.Method(name, struct, parameters, result));
            return new Method(
                    (struct.isEmpty() ? numbers.one(PLACEMENTS) : numbers.one(PLACEMENTS.subList(0, 4))) + "static "
                            + result.declared() + " " + name + "(" + String.join(", ", ours) + ")",
                    "static " + result.java() + " " + name + "(" + String.join(", ", twin) + ")",
                    body,
                    last);
        }

        private Method entry() {
            scope.add(new Scope.Struct("Numbers", "n", true, Optional.empty()));
            var head = "static int program(Numbers n)";
            return new Method("@Inline " + head, head, statements.body(Type.INT, 12, 1), statements.last(Type.INT));
        }
    }
}
