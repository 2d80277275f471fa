package dev.skep.processor.lowering;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import dev.skep.compiler.CompilerFault;
import dev.skep.compiler.Offsets;
import dev.skep.compiler.Options;
import dev.skep.ir.BpfType;
import dev.skep.ir.Function;
import dev.skep.ir.FunctionKind;
import dev.skep.ir.Global;
import dev.skep.ir.StructType;
import dev.skep.ir.Unit;
import dev.skep.kernel.MapType;
import dev.skep.kernel.SectionName;
import dev.skep.lang.Bpf;
import dev.skep.processor.bindings.KernelPrototypes;
import dev.skep.processor.source.ClassSource;
import dev.skep.processor.source.Constants;
import dev.skep.processor.source.Refusal;
import dev.skep.processor.source.WrittenTypes;
import dev.skep.processor.type.JavaType;
import dev.skep.processor.type.JavaType.MapClass;
import dev.skep.processor.type.Names;
import dev.skep.processor.type.TypeMapping;
import dev.skep.processor.type.UnmappableException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;

/** A {@code @Bpf} class on its way to a unit of the IR: first its fields, then its programs, then whatever those call. */
public final class UnitLowering {
    private final UnitScope unit;
    private final ClassTree tree;
    private final Hooks hooks;
    private final FunctionQueue queue;
    private final MethodLowering methods;
    private final Map<ExecutableElement, Function> functions = new HashMap<>();

    private UnitLowering(UnitScope unit, ClassTree tree, Hooks hooks, FunctionQueue queue) {
        this.unit = unit;
        this.tree = tree;
        this.hooks = hooks;
        this.queue = queue;
        this.methods = new MethodLowering(unit, hooks, queue);
    }

    /** Prepares the lowering of a class, which may use members of other {@code @Bpf} classes. */
    public static UnitLowering of(
            ClassSource source, Options options, KernelPrototypes prototypes, EarlierBuilds earlier) {
        var types = new TypeMapping(source.trees(), source.elements(), source);
        var written = new WrittenTypes(source.attribution(), types);
        var constants = new Constants(source.attribution(), types, written);
        var hooks = new Hooks(source.elements());
        var queue = new FunctionQueue(source.attribution(), source.reporter(), hooks);
        var unit = new UnitScope(
                source.type(),
                options,
                source.reporter(),
                source.sources(),
                source.attribution(),
                types,
                written,
                constants,
                new Statics(),
                hooks,
                new OtherClasses(earlier, options, source.type(), source.reporter()),
                queue,
                new PointerKinds(),
                new OpsMembers(prototypes.ops()),
                prototypes.traced());
        return new UnitLowering(unit, source.tree(), hooks, queue);
    }

    /** Returns the class lowered, empty when something was refused. */
    public Optional<LoweredClass> lower() {
        var declared = methods();
        queue.reserve(declared);
        attempt(tree, () -> unit.ops().begin(unit, tree));
        for (var member : tree.getMembers())
            if (member instanceof VariableTree field) attempt(field, () -> declare(field));
        for (var method : declared) attempt(method, () -> Placement.check(unit, declaration(method), method, hooks));
        for (var method : declared) if (hooks.isProgram(method)) attempt(method, () -> program(method));
        for (var method : declared) if (Placement.of(method) == Placement.GLOBAL) queue.add(method);
        for (var next = queue.next(); next.isPresent(); next = queue.next()) lowerCalled(next.get());
        attempt(tree, () -> unit.ops().requireAll(unit));
        queue.refuseRecursion();
        var called = declared.stream().filter(functions::containsKey).toList();
        var callbacks = queue.callbacks();
        var globals = List.copyOf(unit.statics().globals());
        for (var method : declared) if (!functions.containsKey(method)) attempt(method, () -> rehearse(method));
        if (unit.reporter().failed()) return Optional.empty();
        var all = declared.stream().filter(functions::containsKey).toList();
        var library = unit(all, queue.callbacks(), unit.statics().globals());
        var mustBeWithin = new Indices(unit.reporter(), methods.indices());
        if (!mustBeWithin.isEmpty()
                && !mustBeWithin.areProved(Offsets.of(library), function -> true, (name, message) -> {}))
            return Optional.empty();
        return Optional.of(new LoweredClass(
                unit.owner(),
                unit(called, callbacks, globals),
                library,
                unit.others().imports(),
                mustBeWithin,
                new LoweredClass.Places(declarations(), unit.others().uses())));
    }

    private Map<String, Tree> declarations() {
        Map<String, Tree> declarations = new HashMap<>();
        for (var member : tree.getMembers())
            unit.attribution()
                    .find(member)
                    .filter(element -> !(element instanceof TypeElement))
                    .ifPresent(element -> declarations.putIfAbsent(Names.of(element), member));
        return declarations;
    }

    private Unit unit(List<ExecutableElement> methods, List<Function> callbacks, List<Global> globals) {
        var structs = new LinkedHashSet<>(unit.statics().structs());
        structs.addAll(unit.types().circular());
        return new Unit(
                unit.owner().getSimpleName().toString(),
                unit.owner().getAnnotation(Bpf.class).license(),
                List.copyOf(structs),
                unit.statics().maps(),
                globals,
                Stream.concat(methods.stream().flatMap(m -> lowered(m).stream()), callbacks.stream())
                        .toList(),
                unit.ops().table());
    }

    private void lowerCalled(ExecutableElement method) {
        attempt(method, () -> function(method));
    }

    private void attempt(ExecutableElement method, Runnable part) {
        attempt(declaration(method), part);
    }

    private void attempt(Tree member, Runnable part) {
        try {
            part.run();
        } catch (Refusal reported) {
            // the other members may have faults of their own
        } catch (RuntimeException | StackOverflowError | AssertionError confused) {
            if (unit.reporter().failed()) return; // it follows from something left out because it was refused
            var place = unit.sources().line(member);
            unit.sources().blame(place, member);
            throw new CompilerFault(
                    place, "`" + Names.of(unit.attribution().element(member)) + "` while its Java is read", confused);
        }
    }

    private List<ExecutableElement> methods() {
        var methods = new ArrayList<ExecutableElement>();
        for (var member : tree.getMembers())
            if (member instanceof MethodTree method && method.getReturnType() != null && method.getBody() != null)
                methods.add((ExecutableElement) unit.attribution().element(method));
        return methods;
    }

    /** Programs and what they call; what only methods call that nothing calls is no part of the object. */
    private Optional<Function> lowered(ExecutableElement method) {
        return Optional.ofNullable(functions.get(method));
    }

    private void declare(VariableTree field) {
        var element = (VariableElement) unit.attribution().element(field);
        if (OpsMembers.isMember(element)) {
            unit.ops().data(unit, field, element);
            return;
        }
        if (!element.getModifiers().contains(Modifier.STATIC) || element.getConstantValue() != null) return;
        try {
            declare(field, element, unit.types().of(element));
        } catch (UnmappableException e) {
            unit.statics().refused(element);
            throw unit.reporter().refuse(field, e);
        } catch (Refusal reported) {
            unit.statics().refused(element);
            throw reported;
        }
    }

    private void declare(VariableTree field, VariableElement element, JavaType type) {
        if (Externs.isExtern(element)) {
            new Externs(unit).declare(field, element, type);
            return;
        }
        if (unit.constants().ofField(element).isPresent()) return;
        if (!(type instanceof MapClass map)) {
            new GlobalFields(unit).declare(field, element, type, Names.of(element));
            return;
        }
        new DataSections(unit).refuseOnMap(field, element);
        new MapFields(unit).declare(field, element, map, Names.of(element));
        var records = map.kind() == MapType.RINGBUF || map.kind() == MapType.PERF_EVENT_ARRAY;
        if (records && map.value().memory() instanceof StructType record)
            unit.statics().struct(record);
    }

    private void program(ExecutableElement method) {
        var declaration = declaration(method);
        var section = mapped(declaration, () -> hooks.section(unit, declaration, method));
        if (isUsdt(section)) UsdtLibrary.addTo(unit);
        var result = Hooks.isMember(method) ? Signature.shown(unit.types().result(method)) : BpfType.S32;
        functions.put(method, methods.lower(method, declaration, new FunctionKind.Entry(section), result));
    }

    private static boolean isUsdt(String section) {
        return SectionName.find(section).filter(name -> name.kind().isUsdt()).isPresent();
    }

    private void function(ExecutableElement method) {
        var declaration = declaration(method);
        var signature = mapped(declaration, () -> Signature.of(unit, method));
        if (signature.placement() == Placement.GLOBAL) signature.checkGlobal(unit, declaration);
        functions.put(method, methods.lower(method, declaration, kind(signature.placement()), signature.returned()));
    }

    private static FunctionKind kind(Placement placement) {
        return switch (placement) {
            case ALONE -> new FunctionKind.Subprogram();
            case GLOBAL -> new FunctionKind.Global();
            case INLINE, ANYWHERE -> new FunctionKind.Inlinable();
        };
    }

    /** Lowers a method that nothing calls here, for other classes and for the faults it may have; what cannot be a function has been read. */
    private void rehearse(ExecutableElement method) {
        var declaration = declaration(method);
        var signature = mapped(declaration, () -> Signature.of(unit, method));
        if (method.getModifiers().contains(Modifier.STATIC) && signature.fitsRegisters() && !hooks.isProgram(method))
            functions.put(
                    method, methods.lower(method, declaration, kind(signature.placement()), signature.returned()));
    }

    private MethodTree declaration(ExecutableElement method) {
        return unit.attribution().method(method).orElseThrow();
    }

    private <T> T mapped(MethodTree place, Supplier<T> type) {
        try {
            return type.get();
        } catch (UnmappableException e) {
            throw unit.reporter().refuse(place, e);
        }
    }
}
