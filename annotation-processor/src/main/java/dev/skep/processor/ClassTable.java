package dev.skep.processor;

import static dev.skep.compiler.DiagnosticCode.OTHER_CLASS;

import dev.skep.compiler.Options;
import dev.skep.processor.lowering.EarlierBuilds;
import dev.skep.processor.lowering.LoweredClass;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javax.lang.model.element.TypeElement;

/** The {@code @Bpf} classes of this build, as far as javac has come, and those that earlier ones have compiled. */
final class ClassTable implements EarlierBuilds, LinkClasses.Classes {
    private final PrecompiledFiles earlier;
    private final Predicate<TypeElement> hasSource;
    private final Map<String, String> announced = new LinkedHashMap<>();
    private final Set<TypeElement> seen = new LinkedHashSet<>();
    private final Map<TypeElement, LoweredSource> lowered = new LinkedHashMap<>();

    /**
     * An empty one.
     *
     * @param hasSource tells of which classes javac reads the source
     */
    ClassTable(PrecompiledFiles earlier, Predicate<TypeElement> hasSource) {
        this.earlier = earlier;
        this.hasSource = hasSource;
    }

    /** Says that processing has met a class that is to be part of an object. */
    void announce(TypeElement type, String object) {
        announced.put(type.getQualifiedName().toString(), object);
    }

    /** Says that no class is compiled that was announced. */
    void forget() {
        announced.clear();
    }

    Collection<String> announced() {
        return announced.keySet();
    }

    /** Returns the classes that have an object of their own. */
    List<String> announcedAlone() {
        return members("");
    }

    /** Returns the classes that are to be part of an object. */
    List<String> members(String object) {
        return announced.entrySet().stream()
                .filter(entry -> entry.getValue().equals(object))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** Returns whether javac has not come to a class before. */
    boolean see(TypeElement type) {
        return seen.add(type);
    }

    Set<TypeElement> seen() {
        return seen;
    }

    /** Returns whether javac has come to all classes. */
    boolean hasSeenAll() {
        return seen.size() >= announced.size();
    }

    void add(LoweredSource source) {
        lowered.put(source.lowered().type(), source);
    }

    Collection<LoweredSource> sources() {
        return lowered.values();
    }

    /** Returns a class of this build, if it is lowered. */
    Optional<LoweredSource> source(String qualifiedName) {
        return lowered.values().stream()
                .filter(source -> source.lowered().type().getQualifiedName().contentEquals(qualifiedName))
                .findFirst();
    }

    /** Returns whether another class of this build uses a class. */
    boolean isUsed(TypeElement type) {
        return lowered.values().stream()
                .anyMatch(other -> other.lowered().imports().containsValue(type));
    }

    @Override
    public boolean isCompiledNow(TypeElement type) {
        return announced.containsKey(type.getQualifiedName().toString());
    }

    @Override
    public Found find(TypeElement type, Options options) {
        if (!isCompiledNow(type) && hasSource.test(type)) return implicit(type);
        return earlier.find(type, options, this::isCompiledNow);
    }

    /** What an earlier build left is older than a source that javac finds by itself. */
    private static Found implicit(TypeElement type) {
        return Found.not(
                OTHER_CLASS,
                "is compiled only because this class names it, which no processor is told",
                "name the source of `" + type.getSimpleName() + "` to javac, or take it from the source path");
    }

    @Override
    public Optional<LoweredClass> find(TypeElement type) {
        if (isCompiledNow(type)) return Optional.ofNullable(lowered.get(type)).map(LoweredSource::lowered);
        return earlier.lowered(type);
    }
}
