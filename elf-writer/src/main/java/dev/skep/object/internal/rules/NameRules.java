package dev.skep.object.internal.rules;

import dev.skep.object.BpfGlobal;
import dev.skep.object.BpfObject;
import dev.skep.object.ObjectProblem.Kind;
import dev.skep.object.ObjectProblem.Subject;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Every name of an object is there once and is one that kernels take. */
final class NameRules {
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern DOTTED = Pattern.compile("[A-Za-z_.][A-Za-z0-9_.]*");
    private static final int MAX = 511;

    private final Problems problems;
    private final Map<String, String> taken = new HashMap<>();

    NameRules(Problems problems) {
        this.problems = problems;
    }

    void check(BpfObject object) {
        object.programs().forEach(program -> identifier(Subject.PROGRAM, "program", program.name()));
        object.functions().forEach(function -> identifier(Subject.FUNCTION, "function", function.name()));
        object.maps().forEach(map -> identifier(Subject.MAP, "map", map.name()));
        object.globals().forEach(this::global);
        object.externs().forEach(extern -> identifier(Subject.EXTERN, "extern", extern.name()));
        object.structOps().forEach(table -> identifier(Subject.STRUCT_OPS, "table of functions", table.name()));
    }

    /** Static variables of a function are called {@code function.variable}, and only the object's own code names constants. */
    private void global(BpfGlobal global) {
        if (global instanceof BpfGlobal.Variable) {
            check(Subject.GLOBAL, "global", global.name(), DOTTED);
        } else {
            unique(Subject.GLOBAL, "constant", global.name());
        }
    }

    private void identifier(Subject subject, String what, String name) {
        check(subject, what, name, IDENTIFIER);
    }

    private void check(Subject subject, String what, String name, Pattern allowed) {
        var about = problems.about(subject, name);
        about.require(
                allowed.matcher(name).matches(),
                Kind.BAD_NAME,
                () -> what + " `" + name + "` has a name that is no C identifier");
        about.require(
                name.length() <= MAX,
                Kind.BAD_NAME,
                () -> what + " " + name + " has a name of " + name.length() + " characters, the limit is " + MAX);
        unique(subject, what, name);
    }

    private void unique(Subject subject, String what, String name) {
        var before = taken.putIfAbsent(name, what);
        problems.about(subject, name)
                .require(
                        before == null,
                        Kind.DUPLICATE_NAME,
                        () -> what + " " + name + " has the name of " + (what.equals(before) ? "another " : "a ")
                                + before);
    }
}
