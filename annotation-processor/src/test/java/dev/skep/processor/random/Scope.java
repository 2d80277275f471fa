package dev.skep.processor.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What can be named where the next piece of program stands. */
final class Scope {
    private final Random random;
    private final List<Variable> variables = new ArrayList<>();
    private final List<Array> arrays = new ArrayList<>();
    private final List<Struct> structs = new ArrayList<>();
    private final List<String> records = new ArrayList<>();
    private final List<Method> methods = new ArrayList<>();
    private int names;

    Scope(Random random) {
        this.random = random;
    }

    /**
     * A number that has a name.
     *
     * @param text how it is read, with {@code $0} where an index belongs
     * @param twin how the JVM reads it
     * @param changes whether it may be assigned
     * @param index what makes the index, empty where there is none
     * @param captured whether a lambda may use it
     */
    record Variable(Type type, String text, String twin, boolean changes, Optional<Index> index, boolean captured) {
        /** A local variable, which lambdas can use when it does not change. */
        static Variable local(Type type, String name, boolean changes) {
            return new Variable(type, name, name, changes, Optional.empty(), !changes);
        }

        /** What a loop counts with. */
        static Variable counter(Type type, String name) {
            return new Variable(type, name, name, false, Optional.empty(), false);
        }

        /** Something in memory, which changes wherever it is named. */
        static Variable memory(Type type, String text, Optional<Index> index) {
            return new Variable(type, text, text, true, index, true);
        }

        /** What is only read, and spelled in another way for the JVM. */
        static Variable read(Type type, String text, String twin) {
            return new Variable(type, text, twin, false, Optional.empty(), true);
        }

        /** Returns whether it is a local variable that changes. */
        boolean isPlace() {
            return changes && !captured;
        }
    }

    /** How an array may be indexed: with anything below {@code length}, a power of two; or with numbers alone. */
    record Index(int length, boolean computed) {}

    /** An array of numbers. */
    record Array(Type type, String text, Index index) {}

    /** A reference to a struct; {@code fixed} ones lead to the frame, and are never chosen. */
    record Struct(String type, String text, boolean fixed, Optional<Index> index) {}

    /** A method that may be called; {@code struct} is the class of its first parameter. */
    record Method(String name, Optional<String> struct, List<Type> parameters, Type result) {}

    /** What is known now, to return to. */
    record Mark(int variables, int arrays, int structs, int records) {}

    Mark mark() {
        return new Mark(variables.size(), arrays.size(), structs.size(), records.size());
    }

    void reset(Mark mark) {
        cut(variables, mark.variables);
        cut(arrays, mark.arrays);
        cut(structs, mark.structs);
        cut(records, mark.records);
    }

    private static void cut(List<?> list, int size) {
        list.subList(size, list.size()).clear();
    }

    /** Makes {@code inner} where only what a lambda may use can be named. */
    <T> T inLambda(Supplier<T> inner) {
        var outside = List.copyOf(variables);
        variables.removeIf(variable -> !variable.captured());
        try {
            return inner.get();
        } finally {
            variables.clear();
            variables.addAll(outside);
        }
    }

    String name(String prefix) {
        return prefix + names++;
    }

    void add(Variable variable) {
        variables.add(variable);
    }

    void add(Struct struct) {
        structs.add(struct);
        if (struct.type.equals("Small")) addArray(struct.text, struct.index, "small", Type.INT, 4);
        for (var field : Structs.fields(struct.type))
            variables.add(Variable.memory(field.type(), struct.text + "." + field.name(), struct.index));
    }

    private void addArray(String text, Optional<Index> index, String name, Type type, int length) {
        if (index.isEmpty()) add(new Array(type, text + "." + name, new Index(length, true)));
    }

    void add(Array array) {
        arrays.add(array);
        variables.add(Variable.memory(array.type, array.text + "[$0]", Optional.of(array.index)));
    }

    void addRecord(String name) {
        records.add(name);
    }

    void add(Method method) {
        methods.add(method);
    }

    Optional<Variable> variable(Predicate<Variable> wanted) {
        return one(variables, wanted);
    }

    List<Variable> variables(Predicate<Variable> wanted) {
        return variables.stream().filter(wanted).toList();
    }

    Optional<Array> array() {
        return one(arrays, array -> true);
    }

    Optional<Struct> struct(Predicate<Struct> wanted) {
        return one(structs, wanted);
    }

    Optional<String> record() {
        return one(records, name -> true);
    }

    Optional<Method> method(Predicate<Method> wanted) {
        return one(methods, wanted);
    }

    /** Those that came last are near, and more likely. */
    private <T> Optional<T> one(List<T> list, Predicate<T> wanted) {
        var fitting = list.stream().filter(wanted).toList();
        if (fitting.isEmpty()) return Optional.empty();
        var at = random.nextInt(fitting.size());
        return Optional.of(fitting.get(random.nextBoolean() ? at : Math.max(at, random.nextInt(fitting.size()))));
    }
}
