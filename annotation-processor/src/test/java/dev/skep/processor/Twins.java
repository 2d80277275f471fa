package dev.skep.processor;

import dev.skep.testkit.Kernel;
import dev.skep.testkit.LoadedObject;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Static methods of two numbers, compiled once: they run on the JVM and in the kernel. Numbers go in and out of the kernel in a packet; each
 * method is a program of its own there. What the JVM has no numbers for, those without sign, a method {@code …ByHand} beside it spells out.
 */
final class Twins implements AutoCloseable {
    private static final Pattern METHOD = Pattern.compile(
            "^    static (.+?) (\\w+)\\(((?:@Unsigned )?\\w+) a, ((?:@Unsigned )?\\w+) b\\)", Pattern.MULTILINE);

    private final Map<String, Method> methods = new LinkedHashMap<>();
    private final LoadedObject object;

    private Twins(Class<?> type, List<String> names, LoadedObject object) {
        var declared = Arrays.stream(type.getDeclaredMethods())
                .collect(Collectors.toMap(Method::getName, m -> m, (m, other) -> m));
        for (var name : names) {
            var method = declared.getOrDefault(name + "ByHand", declared.get(name));
            method.setAccessible(true);
            methods.put(name, method);
        }
        this.object = object;
    }

    /** Compiles methods, given as members of a class. */
    static Twins of(String members) {
        return of("6.6", members);
    }

    /** Compiles methods for a kernel and all later ones. */
    static Twins of(String kernel, String members) {
        return of(List.of(), kernel, members);
    }

    /** Compiles methods with options for javac. */
    static Twins of(List<Object> options, String kernel, String members) {
        var programs = new StringBuilder();
        var names = METHOD.matcher(members).results().map(m -> m.group(2)).toList();
        METHOD.matcher(members)
                .results()
                .forEach(m -> programs.append(program(m.group(1), m.group(2), m.group(3), m.group(4))));
        var build = Build.with(
                options,
                "Twin",
                "import dev.skep.lang.*;\nimport java.util.Arrays;\n@Bpf(license = \"GPL\", minKernel = \"" + kernel
                        + "\")\nfinal class Twin {\n" + members
                        + "    @Struct static final class Numbers { long a; long b; long result; }\n" + programs
                        + "}\n");
        var type = build.load("Twin");
        InlineArrays.of(members).make(type);
        return new Twins(type, names, Kernel.load(build.objectOrFail("Twin")));
    }

    private static String program(String result, String name, String a, String b) {
        var call = name + "((" + a + ") numbers.a, (" + b + ") numbers.b)";
        return """
                @Xdp static int run_%s(XdpContext context) {
                    var numbers = context.packet().next(Numbers.class);
                    if (numbers == null) return 0;
                    numbers.result = %s;
                    return 2;
                }
            """.formatted(name, result.equals("boolean") ? call + " ? 1 : 0" : call);
    }

    Iterable<String> names() {
        return methods.keySet();
    }

    long inKernel(String name, long a, long b) {
        var packet = ByteBuffer.allocate(24)
                .order(ByteOrder.nativeOrder())
                .putLong(a)
                .putLong(b)
                .putLong(0x5ca1ab1eL)
                .array();
        var run = object.program("run_" + name).run(packet);
        if (run.returnValue() != 2) throw new AssertionError(name + " returned " + run.returnValue());
        return ByteBuffer.wrap(run.data()).order(ByteOrder.nativeOrder()).getLong(16);
    }

    /** Returns what the JVM makes of it; empty when it divides by zero. */
    OptionalLong onJvm(String name, long a, long b) {
        var method = methods.get(name);
        try {
            var result = method.invoke(
                    null, boxed(method.getParameterTypes()[0], a), boxed(method.getParameterTypes()[1], b));
            return OptionalLong.of(number(result));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof ArithmeticException) return OptionalLong.empty();
            throw new AssertionError(name, e.getCause());
        } catch (IllegalAccessException e) {
            throw new AssertionError(name, e);
        }
    }

    /** Returns those of these numbers that a parameter of the method can tell apart. */
    List<Long> distinct(String name, int parameter, long... numbers) {
        var type = methods.get(name).getParameterTypes()[parameter];
        return LongStream.of(numbers)
                .map(number -> number(boxed(type, number)))
                .distinct()
                .boxed()
                .toList();
    }

    /** Returns the first number as the method gets it. */
    long first(String name, long a) {
        return number(boxed(methods.get(name).getParameterTypes()[0], a));
    }

    private static Object boxed(Class<?> type, long value) {
        if (type == byte.class) return (byte) value;
        if (type == short.class) return (short) value;
        if (type == char.class) return (char) value;
        if (type == int.class) return (int) value;
        return value;
    }

    private static long number(Object result) {
        if (result instanceof Boolean truth) return truth ? 1 : 0;
        if (result instanceof Character character) return character;
        return ((Number) result).longValue();
    }

    @Override
    public void close() {
        object.close();
    }
}
