package dev.skep.processor.random;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The structs of every program, and the memory that lives as long as it is loaded. */
final class Structs {
    // spotless:off
    private static final Map<String, List<Field>> FIELDS = Map.of(
            "Point", List.of(
                    new Field(Type.INT,    "x", 0, false),
                    new Field(Type.SHORT,  "y", 0, false),
                    new Field(Type.UBYTE,  "z", 0, false),
                    new Field(Type.BYTE,   "b", 0, false),
                    new Field(Type.LONG,   "v", 0, false),
                    new Field(Type.USHORT, "port", 0, true),
                    new Field(Type.INT,    "net", 0, true),
                    new Field(Type.BOOLEAN, "flag", 0, false)),
            "Small", List.of(
                    new Field(Type.UINT,   "u", 0, false),
                    new Field(Type.CHAR,   "c", 0, false),
                    new Field(Type.ULONG,  "w", 0, false)),
            "Numbers", List.of(
                    new Field(Type.LONG,   "a", 0, false),
                    new Field(Type.ULONG,  "b", 0, false),
                    new Field(Type.INT,    "c", 0, false),
                    new Field(Type.UINT,   "d", 0, false),
                    new Field(Type.SHORT,  "e", 0, false),
                    new Field(Type.USHORT, "f", 0, false),
                    new Field(Type.BYTE,   "g", 0, false),
                    new Field(Type.UBYTE,  "h", 0, false),
                    new Field(Type.CHAR,   "i", 0, false),
                    new Field(Type.LONG,   "state", 0, true)));

    /** Arrays of the struct {@code Data}. */
    static final List<Field> ARRAYS = List.of(
            new Field(Type.BYTE,    "bytes", 8, false),
            new Field(Type.UBYTE,   "octets", 4, false),
            new Field(Type.SHORT,   "shorts", 4, false),
            new Field(Type.USHORT,  "ports", 8, false),
            new Field(Type.CHAR,    "chars", 4, false),
            new Field(Type.INT,     "ints", 4, false),
            new Field(Type.UINT,    "words", 2, false),
            new Field(Type.LONG,    "longs", 4, false),
            new Field(Type.ULONG,   "wides", 2, false),
            new Field(Type.BOOLEAN, "flags", 4, false));

    /** The members of the union {@code Overlay}. */
    static final List<Field> OVERLAY = List.of(
            new Field(Type.LONG,    "whole", 0, false),
            new Field(Type.INT,     "word", 0, false),
            new Field(Type.USHORT,  "half", 0, false),
            new Field(Type.BYTE,    "octet", 0, false));

    /** Static fields. */
    static final List<Field> STATICS = List.of(
            new Field(Type.INT,    "count", 0, false),
            new Field(Type.LONG,   "total", 0, false),
            new Field(Type.USHORT, "seen", 0, false),
            new Field(Type.BYTE,   "last", 0, false),
            new Field(Type.ULONG,  "mask", 0, false),
            new Field(Type.BOOLEAN, "open", 0, false));
    // spotless:on

    private Structs() {}

    /** A field; {@code length} is that of an array, else 0. */
    record Field(Type type, String name, int length, boolean bigEndian) {}

    /** Returns the numbers in a struct. */
    static List<Field> fields(String struct) {
        return FIELDS.get(struct);
    }

    /** Returns the declarations for our processor. */
    static String ours() {
        var text = new StringBuilder();
        for (var name : List.of("Point", "Small", "Numbers"))
            text.append("@Struct static final class ")
                    .append(name)
                    .append(" { ")
                    .append(ours(FIELDS.get(name)))
                    .append(name.equals("Small") ? " @Length(4) int[] small; }\n" : " }\n");
        text.append("@Union static final class Overlay { ")
                .append(ours(OVERLAY))
                .append(" }\n");
        text.append("@Struct static final class Data { ")
                .append(ours(ARRAYS))
                .append(" Point one; Point two; @Length(4) Point[] points; Small few; }\n")
                .append("static final Data data = new Data();\n");
        for (var field : STATICS)
            text.append("static ").append(ours(List.of(field))).append('\n');
        return text.toString();
    }

    private static String ours(List<Field> fields) {
        return fields.stream()
                .map(field -> (field.bigEndian ? "@BigEndian " : "")
                        + (field.length > 0 ? "@Length(" + field.length + ") " : "") + field.type.declared()
                        + (field.length > 0 ? "[] " : " ") + field.name + ";")
                .collect(Collectors.joining(" "));
    }

    /** Returns the declarations for the JVM. */
    static String twin() {
        var text = new StringBuilder();
        for (var name : List.of("Point", "Small", "Numbers"))
            text.append("static final class ")
                    .append(name)
                    .append(" { ")
                    .append(twin(FIELDS.get(name)))
                    .append(name.equals("Small") ? " final int[] small = new int[4]; }\n" : " }\n");
        text.append("static final class Overlay { long bits;\n");
        for (var field : OVERLAY) text.append(overlaid(field));
        text.append("}\nstatic final class Data { ")
                .append(twin(ARRAYS))
                .append(" final Point one = new Point(); final Point two = new Point(); final Small few = new Small();")
                .append(" final Point[] points = {new Point(), new Point(), new Point(), new Point()}; }\n")
                .append("static final Data data = new Data();\n");
        for (var field : STATICS)
            text.append("static ").append(twin(List.of(field))).append('\n');
        return text.toString();
    }

    private static String overlaid(Field field) {
        var type = field.type.java();
        var mask = field.type.bits() == 64 ? "-1L" : (1L << field.type.bits()) - 1 + "L";
        return type + " " + field.name + "() { return (" + type + ") bits; }\n" + "void " + field.name + "(" + type
                + " value) { bits = bits & ~" + mask + " | value & " + mask + "; }\n";
    }

    private static String twin(List<Field> fields) {
        return fields.stream()
                .map(field -> field.length > 0
                        ? "final " + field.type.java() + "[] " + field.name + " = new " + field.type.java() + "["
                                + field.length + "];"
                        : field.type.java() + " " + field.name + ";")
                .collect(Collectors.joining(" "));
    }

    /** Returns the method that gives everything a first value, the same text for both. */
    static String reset() {
        var text = new StringBuilder("@Subprogram static void reset(int seed) {\n");
        for (var field : ARRAYS)
            text.append("for (int i = 0; i < ")
                    .append(field.length)
                    .append("; i++) data.")
                    .append(field.name)
                    .append("[i] = ")
                    .append(
                            field.type == Type.BOOLEAN
                                    ? "((seed >> i) & 1) != 0"
                                    : "(" + field.type.java() + ") (seed * (i + 3))")
                    .append(";\n");
        text.append(
                "for (int i = 0; i < 4; i++) clear(data.points[i], seed + i);\nclear(data.one, seed);\nclear(data.two, 7);\n");
        for (var field : FIELDS.get("Small"))
            text.append("data.few.")
                    .append(field.name)
                    .append(" = (")
                    .append(field.type.java())
                    .append(") seed;\n");
        text.append("for (int i = 0; i < 4; i++) data.few.small[i] = i ^ seed;\n");
        for (var field : STATICS)
            text.append(field.name)
                    .append(
                            field.type == Type.BOOLEAN
                                    ? " = seed > 3;\n"
                                    : " = (" + field.type.java() + ") (seed + 1);\n");
        text.append("}\n@Subprogram static void clear(Point point, int seed) {\n");
        for (var field : FIELDS.get("Point"))
            text.append("point.")
                    .append(field.name)
                    .append(
                            field.type == Type.BOOLEAN
                                    ? " = seed < 0;\n"
                                    : " = (" + field.type.java() + ") (seed * 5);\n");
        return text.append("}\n").toString();
    }

    /** Returns the method that makes one number of everything, the same text for both. */
    static String state() {
        var text = new StringBuilder("@Subprogram static long state() {\nlong h = 17;\n");
        for (var field : ARRAYS)
            text.append("for (int i = 0; i < ")
                    .append(field.length)
                    .append("; i++) h = h * 31 + ")
                    .append(number(field.type, "data." + field.name + "[i]"))
                    .append(";\n");
        text.append("for (int i = 0; i < 4; i++) h = h * 31 + pointState(data.points[i]);\n");
        text.append("h = h * 31 + pointState(data.one);\nh = h * 31 + pointState(data.two);\n");
        for (var field : FIELDS.get("Small"))
            text.append("h = h * 31 + ")
                    .append(number(field.type, "data.few." + field.name))
                    .append(";\n");
        text.append("for (int i = 0; i < 4; i++) h = h * 31 + data.few.small[i];\n");
        for (var field : STATICS)
            text.append("h = h * 31 + ").append(number(field.type, field.name)).append(";\n");
        text.append("return h;\n}\n@Subprogram static long pointState(Point point) {\nlong h = 3;\n");
        for (var field : FIELDS.get("Point"))
            text.append("h = h * 31 + ")
                    .append(number(field.type, "point." + field.name))
                    .append(";\n");
        return text.append("return h;\n}\n").toString();
    }

    private static String number(Type type, String text) {
        return type == Type.BOOLEAN ? "(" + text + " ? 1 : 0)" : "(" + type.java() + ") " + text;
    }
}
