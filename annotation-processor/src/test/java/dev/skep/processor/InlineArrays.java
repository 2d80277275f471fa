package dev.skep.processor;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Arrays and structs that lie inline in the kernel, and that someone has to make on the JVM: those below the static fields of a class. Equal
 * names of arrays must have equal lengths, since the annotation with the length is not there at run time.
 */
final class InlineArrays {
    private static final Pattern FIELD =
            Pattern.compile("@Length\\(\\{?([\\d, ]+)\\}?\\) (?:@\\w+ )*\\w+(?:\\[\\])+ (\\w+);");

    private final Map<String, int[]> lengths = new HashMap<>();

    private InlineArrays(String members) {
        FIELD.matcher(members).results().forEach(m -> lengths.put(m.group(2), numbers(m.group(1))));
    }

    private static int[] numbers(String list) {
        return Stream.of(list.split(", ")).mapToInt(Integer::parseInt).toArray();
    }

    /** Reads the lengths in the source of a class. */
    static InlineArrays of(String members) {
        return new InlineArrays(members);
    }

    /** Makes what the static fields of the class lead to. */
    void make(Class<?> type) {
        try {
            for (var field : type.getDeclaredFields())
                if (Modifier.isStatic(field.getModifiers()) && isMember(type, field.getType()))
                    fill(type, value(field, null));
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private void fill(Class<?> owner, Object struct) throws ReflectiveOperationException {
        for (var field : struct.getClass().getDeclaredFields()) {
            field.setAccessible(true);
            if (field.getType().isArray()) field.set(struct, array(owner, field));
            else if (isMember(owner, field.getType())) field.set(struct, made(owner, field.getType()));
        }
    }

    private Object array(Class<?> owner, Field field) throws ReflectiveOperationException {
        var element = field.getType().getComponentType();
        while (element.isArray()) element = element.getComponentType();
        var array = Array.newInstance(element, lengths.get(field.getName()));
        if (isMember(owner, element)) fill(owner, array, element);
        return array;
    }

    private void fill(Class<?> owner, Object array, Class<?> element) throws ReflectiveOperationException {
        for (var i = 0; i < Array.getLength(array); i++)
            if (array.getClass().getComponentType().isArray()) fill(owner, Array.get(array, i), element);
            else Array.set(array, i, made(owner, element));
    }

    private Object made(Class<?> owner, Class<?> struct) throws ReflectiveOperationException {
        Constructor<?> constructor = struct.getDeclaredConstructor();
        constructor.setAccessible(true);
        var made = constructor.newInstance();
        fill(owner, made);
        return made;
    }

    private static boolean isMember(Class<?> owner, Class<?> type) {
        return owner.equals(type.getDeclaringClass()) && !type.isEnum() && !type.isRecord();
    }

    private static Object value(Field field, Object owner) throws IllegalAccessException {
        field.setAccessible(true);
        return field.get(owner);
    }
}
