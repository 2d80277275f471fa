package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.RECURSION;
import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_CALL;

import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import dev.skep.ir.Function;
import dev.skep.processor.source.Attribution;
import dev.skep.processor.source.Reporter;
import dev.skep.processor.type.Names;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import org.jspecify.annotations.Nullable;

/** The methods of a class that are called as functions: each is lowered once, after the first call of it was met. */
final class FunctionQueue implements UnitScope.Functions {
    private final Attribution attribution;
    private final Reporter reporter;
    private final Hooks hooks;
    private final Queue<ExecutableElement> waiting = new ArrayDeque<>();
    private final Set<ExecutableElement> met = new HashSet<>();
    private final Map<String, ExecutableElement> named = new HashMap<>();
    private final Map<ExecutableElement, List<Edge>> calls = new LinkedHashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final List<Function> callbacks = new ArrayList<>();
    private @Nullable ExecutableElement caller;

    private record Edge(ExecutableElement callee, Tree place) {}

    FunctionQueue(Attribution attribution, Reporter reporter, Hooks hooks) {
        this.attribution = attribution;
        this.reporter = reporter;
        this.hooks = hooks;
    }

    @Override
    public MethodTree declaration(Tree call, ExecutableElement method) {
        if (hooks.isProgram(method))
            throw reporter.refuse(
                    call,
                    UNSUPPORTED_CALL,
                    "`" + method.getSimpleName() + "` is a program, which only the kernel calls",
                    "write a method that both call");
        var name = "`" + method.getSimpleName() + "`";
        var declaration = attribution
                .method(method)
                .orElseThrow(() -> reporter.refuse(call, UNSUPPORTED_CALL, name + " has no source here"));
        if (declaration.getBody() == null)
            throw reporter.refuse(call, UNSUPPORTED_CALL, name + " has no body", "write one");
        return declaration;
    }

    @Override
    public String called(Tree call, ExecutableElement method) {
        var name = Names.of(method);
        var other = named.putIfAbsent(name, method);
        if (other != null && !other.equals(method))
            throw reporter.refuse(
                    call, UNSUPPORTED_CALL, "two functions are named `" + name + "`", "rename one of them");
        if (met.add(method)) waiting.add(method);
        if (caller != null)
            calls.computeIfAbsent(caller, c -> new ArrayList<>()).add(new Edge(method, call));
        return name;
    }

    @Override
    public String unused(String base) {
        var name = base;
        for (var i = 2; taken.contains(name); i++) name = base + i;
        taken.add(name);
        return name;
    }

    @Override
    public void add(Function callback) {
        callbacks.add(callback);
    }

    /** Takes a method that is a function whether it is called or not. */
    void add(ExecutableElement method) {
        if (named.putIfAbsent(Names.of(method), method) == null && met.add(method)) waiting.add(method);
    }

    /** Returns the functions that are no methods, so far. */
    List<Function> callbacks() {
        return List.copyOf(callbacks);
    }

    /** Takes back all but the first ones, with their names. */
    void dropCallbacks(int kept) {
        var dropped = callbacks.subList(kept, callbacks.size());
        dropped.forEach(callback -> taken.remove(callback.name()));
        dropped.clear();
    }

    /** Keeps the names of methods for them. */
    void reserve(List<ExecutableElement> methods) {
        for (var method : methods) taken.add(Names.of(method));
    }

    /** Says whose body is lowered next. */
    void lowering(ExecutableElement method) {
        caller = method;
    }

    /** Returns a method that was called and is still to be lowered. */
    Optional<ExecutableElement> next() {
        return Optional.ofNullable(waiting.poll());
    }

    /** Refuses calls that come back to where they started. */
    void refuseRecursion() {
        Set<ExecutableElement> done = new HashSet<>();
        for (var start : List.copyOf(calls.keySet())) follow(start, new HashSet<>(), done);
    }

    private void follow(ExecutableElement method, Set<ExecutableElement> path, Set<ExecutableElement> done) {
        if (done.contains(method)) return;
        path.add(method);
        for (var edge : calls.getOrDefault(method, List.of())) {
            if (path.contains(edge.callee))
                reporter.refuse(edge.place, RECURSION, "`" + edge.callee.getSimpleName() + "` calls itself");
            else follow(edge.callee, path, done);
        }
        path.remove(method);
        done.add(method);
    }
}
