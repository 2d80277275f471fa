package dev.skep.compiler.machine.allocation;

import dev.skep.compiler.machine.model.MachineFunction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;

/**
 * A machine function made by chance, the same for the same seed: many values that live at once, through calls and loops, handed on in any
 * order. It is written as text, so what fails can be read and kept.
 */
final class RandomMachine {
    private final Random random;
    private final StringBuilder text = new StringBuilder();
    private List<String> values = new ArrayList<>();
    private int registers;
    private int labels;
    private int budget;

    private RandomMachine(long seed) {
        random = new Random(seed);
    }

    static MachineFunction of(long seed) {
        return MachineParser.parse(new RandomMachine(seed).function());
    }

    private String function() {
        var parameters = random.nextInt(6);
        var header = new StringJoiner(", ", "f(", ") {\n");
        for (var i = 0; i < parameters; i++) {
            values.add(fresh());
            header.add(values.get(i));
        }
        text.append(header).append("entry.").append(labels++).append(":\n");
        for (var i = random.nextInt(14); i >= 0; i--) values.add(define(start()));
        budget = 6 + random.nextInt(24);
        statements(3);
        text.append("exit ").append(value()).append("\n}\n");
        return text.toString();
    }

    private String start() {
        return switch (random.nextInt(5)) {
            case 0 -> Integer.toString(random.nextInt(100));
            case 1 -> "&s.0 + " + (1 + random.nextInt(8));
            case 2 -> "&map m";
            default -> "ldxdw [s.0 + " + (1 + random.nextInt(8)) + "]";
        };
    }

    private String fresh() {
        return "v" + registers++;
    }

    private String define(String what) {
        var result = fresh();
        text.append(result).append(" = ").append(what).append('\n');
        return result;
    }

    private String value() {
        return values.get(random.nextInt(values.size()));
    }

    private String source() {
        return random.nextInt(6) == 0 ? start().replaceFirst("ldx.*", "77") : value();
    }

    private void statements(int depth) {
        for (var i = 1 + random.nextInt(5); i > 0 && budget > 0; i--) statement(depth);
    }

    private void statement(int depth) {
        budget--;
        switch (random.nextInt(depth > 0 ? 12 : 8)) {
            case 0 -> assign("sub " + source() + ", " + value());
            case 1 -> assign("add " + source() + ", " + random.nextInt(50));
            case 2 -> assign("neg " + source());
            case 3 -> assign("ldxdw [" + value() + " + 8]");
            case 4 ->
                text.append("stxdw [")
                        .append(value())
                        .append("], ")
                        .append(value())
                        .append('\n');
            case 5 -> assign(call());
            case 6 ->
                assign(
                        random.nextBoolean()
                                ? "afadd [" + value() + "], " + source()
                                : "acmp [" + value() + "], " + source() + ", " + value());
            case 7 -> text.append(call()).append('\n');
            case 8, 9 -> ifThenElse(depth - 1);
            default -> loop(depth - 1);
        }
    }

    private void assign(String what) {
        values.set(random.nextInt(values.size()), define(what));
    }

    private String call() {
        var arguments = new StringJoiner(", ", "call g(", ")");
        for (var i = random.nextInt(6); i > 0; i--) arguments.add(source());
        return arguments.toString();
    }

    private void ifThenElse(int depth) {
        var then = "then." + labels++;
        var otherwise = "else." + labels++;
        var end = "end." + labels++;
        text.append("jgt ").append(value()).append(", ").append(value());
        text.append(" ? ").append(then).append(" : ").append(otherwise).append('\n');
        var before = values;
        values = new ArrayList<>(before);
        text.append(then).append(":\n");
        statements(depth);
        var arguments = shuffled(values);
        text.append("goto ").append(end).append(list(arguments)).append('\n');
        values = new ArrayList<>(before);
        text.append(otherwise).append(":\n");
        statements(depth);
        text.append("goto ").append(end).append(list(shuffled(values))).append('\n');
        begin(end, arguments.size());
    }

    private void loop(int depth) {
        var head = "head." + labels++;
        var body = "body." + labels++;
        var end = "end." + labels++;
        var through = new ArrayList<>(values);
        text.append("goto ").append(head).append(list(shuffled(values))).append('\n');
        begin(head, values.size());
        var inside = values;
        text.append("jeq ").append(value()).append(", 0 ? ").append(body).append(" : ");
        var leaves = random.nextBoolean() ? shuffled(values) : List.<String>of();
        text.append(end).append(list(leaves)).append('\n');
        text.append(body).append(":\n");
        values = new ArrayList<>(inside);
        statements(depth);
        if (random.nextBoolean()) assign("add " + through.get(random.nextInt(through.size())) + ", 1");
        text.append("goto ").append(head).append(list(shuffled(values))).append('\n');
        values = new ArrayList<>(inside);
        begin(end, leaves.size());
    }

    /** Opens a block whose parameters, if it has any, take the place of all values. */
    private void begin(String label, int parameters) {
        List<String> fresh = new ArrayList<>();
        for (var i = 0; i < parameters; i++) fresh.add(fresh());
        text.append(label).append(list(fresh)).append(":\n");
        if (parameters > 0) values = fresh;
    }

    /** Mostly the same, sometimes two change places, sometimes all of them, sometimes one is lost. */
    private List<String> shuffled(List<String> list) {
        List<String> changed = new ArrayList<>(list);
        switch (random.nextInt(4)) {
            case 0 -> Collections.shuffle(changed, random);
            case 1 -> Collections.rotate(changed, 1);
            case 2 -> changed.set(random.nextInt(changed.size()), source());
            default -> Collections.swap(changed, 0, changed.size() - 1);
        }
        return changed;
    }

    private static String list(List<String> values) {
        return values.isEmpty() ? "" : String.join(", ", values).transform(s -> "(" + s + ")");
    }
}
