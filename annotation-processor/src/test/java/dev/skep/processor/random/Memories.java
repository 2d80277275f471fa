package dev.skep.processor.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Statements by chance that declare structs, references to them, records and enums. */
final class Memories {
    private static final List<String> COLORS = List.of("RED", "GREEN", "BLUE");

    private final Random random;
    private final Scope scope;
    private final Expressions numbers;

    Memories(Random random, Scope scope, Expressions numbers) {
        this.random = random;
        this.scope = scope;
        this.numbers = numbers;
    }

    Node statement() {
        return switch (random.nextInt(7)) {
            case 0 -> record();
            case 1 -> color();
            case 2 -> chosen();
            case 3, 4 -> array();
            case 5 -> union();
            default -> reference();
        };
    }

    /** A struct of the frame. */
    Node struct() {
        var type = random.nextBoolean() ? "Point" : "Small";
        var name = scope.name("s");
        scope.add(new Scope.Struct(type, name, true, Optional.empty()));
        return Node.statement("var " + name + " = new " + type + "();");
    }

    /** An array of the frame, or a part of one with two dimensions. */
    private Node array() {
        var type = numbers.one(Type.NUMBERS);
        var name = scope.name("l");
        var array = type.declared() + "[] " + name + " = ";
        var twin = type.java() + "[] " + name + " = ";
        var length = 2 << random.nextInt(2);
        var made = random.nextBoolean() || length > 2
                ? Node.statement("new " + type.java() + "[" + length + "];")
                : Node.statement(
                        "{$0, $1};",
                        "{" + type.kept("$0") + ", " + type.kept("$1") + "};",
                        numbers.of(type, 1),
                        numbers.of(type, 1));
        scope.add(new Scope.Array(type, name, new Scope.Index(length, true)));
        return Node.statement(
                array + made.ours(), twin + made.twin(), made.children().toArray(Node[]::new));
    }

    /** An eight-byte union of the frame; the JVM has one number and parts of it. */
    private Node union() {
        var name = scope.name("u");
        var made = new ArrayList<Node>();
        made.add(Node.statement("var " + name + " = new Overlay();"));
        for (var field : Structs.OVERLAY) {
            var ours = name + "." + field.name();
            if (random.nextBoolean())
                made.add(Node.statement(
                        ours + " = $0;", ours + "(" + field.type().kept("$0") + ");", numbers.of(field.type(), 2)));
        }
        for (var field : Structs.OVERLAY) {
            var ours = name + "." + field.name();
            scope.add(Scope.Variable.read(field.type(), ours, ours + "()"));
        }
        return Node.block(made);
    }

    private Node reference() {
        var struct = scope.struct(s -> s.type().equals("Point"));
        if (struct.isEmpty()) return record();
        var name = scope.name("q");
        var made = Node.statement("var " + name + " = $0;", numbers.effects().reference(struct.get(), 2));
        scope.add(new Scope.Struct("Point", name, struct.get().fixed(), Optional.empty()));
        return made;
    }

    /** Which of two structs it is shows at run time. */
    private Node chosen() {
        var one = scope.struct(s -> s.type().equals("Point") && !s.fixed());
        var other = scope.struct(s -> s.type().equals("Point") && !s.fixed());
        if (one.isEmpty() || other.isEmpty()) return record();
        var name = scope.name("q");
        var made = Node.statement(
                "Point " + name + " = $0 ? $1 : $2;",
                numbers.of(Type.BOOLEAN, 2),
                numbers.effects().reference(one.get(), 2),
                numbers.effects().reference(other.get(), 2));
        scope.add(new Scope.Struct("Point", name, false, Optional.empty()));
        return made;
    }

    private Node record() {
        var name = scope.name("r");
        var before = scope.record();
        var left = numbers.of(Type.INT, 2);
        var middle = numbers.of(Type.USHORT, 2);
        var right = numbers.of(Type.LONG, 2);
        var made = before.isPresent() && random.nextBoolean()
                ? statement(
                        "Pair " + name + " = $3 ? " + before.get() + " : new Pair($0, $1, $2);",
                        "Pair " + name + " = $3 ? " + before.get() + " : new Pair($0, " + Type.USHORT.kept("$1")
                                + ", $2);",
                        left,
                        middle,
                        right,
                        numbers.of(Type.BOOLEAN, 2))
                : Node.statement(
                        "var " + name + " = new Pair($0, $1, $2);",
                        "var " + name + " = new Pair($0, " + Type.USHORT.kept("$1") + ", $2);",
                        left,
                        middle,
                        right);
        scope.addRecord(name);
        scope.add(Scope.Variable.local(Type.INT, name + ".left()", false));
        scope.add(Scope.Variable.local(Type.USHORT, name + ".middle()", false));
        scope.add(Scope.Variable.local(Type.LONG, name + ".right()", false));
        return made;
    }

    private static Node statement(String ours, String twin, Node... children) {
        return Node.statement(ours, twin, children);
    }

    private Node color() {
        var name = scope.name("c");
        var made = Node.statement(
                "Color " + name + " = $0 ? Color." + numbers.one(COLORS) + " : Color." + numbers.one(COLORS) + ";",
                numbers.of(Type.BOOLEAN, 2));
        scope.add(Scope.Variable.local(Type.BOOLEAN, "(" + name + " == Color." + numbers.one(COLORS) + ")", false));
        var seven = "(switch (" + name + ") { case RED -> 7; case GREEN -> 9; case BLUE -> -1; default -> 8; })";
        scope.add(Scope.Variable.local(Type.INT, seven, false));
        return made;
    }
}
