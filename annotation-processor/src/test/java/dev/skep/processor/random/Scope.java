package dev.skep.processor.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;

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
     * @param index what makes the index, empty where there is none
     */
    record Variable(Type type, String text, boolean changes, Optional<Index> index) {
        static Variable local(Type type, String name, boolean changes) {
            return new Variable(type, name, changes, Optional.empty());
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
            variables.add(new Variable(field.type(), struct.text + "." + field.name(), true, struct.index));
    }

    private void addArray(String text, Optional<Index> index, String name, Type type, int length) {
        if (index.isEmpty()) add(new Array(type, text + "." + name, new Index(length, true)));
    }

    void add(Array array) {
        arrays.add(array);
        variables.add(new Variable(array.type, array.text + "[$0]", true, Optional.of(array.index)));
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
