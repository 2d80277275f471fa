package dev.skep.object.link;

import dev.skep.elf.ElfWriter;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Links objects into one. Trusts nothing: whatever the inputs are, the answer is an object or a {@link LinkException}, in time and
 * memory proportional to them.
 */
public final class ObjectLinker {
    private ObjectLinker() {}

    /**
     * The object that these are together. Same inputs in the same order, same bytes.
     *
     * @throws LinkException if one of them is no object, or if they do not fit together
     */
    public static byte[] link(List<LinkInput> inputs) {
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException("there is nothing to link");
        }
        var problems = new Problems();
        List<InputObject> objects = read(inputs, problems);
        problems.throwIfAny();
        try {
            return link(objects, problems);
        } catch (IllegalArgumentException | ArithmeticException e) {
            problems.add(inputs.get(0).name(), "", "the linked object cannot be written: " + e.getMessage());
            problems.throwIfAny();
            throw e;
        }
    }

    private static List<InputObject> read(List<LinkInput> inputs, Problems problems) {
        List<InputObject> objects = new ArrayList<>();
        for (LinkInput input : inputs) {
            InputObject.read(objects.size(), input, problems).ifPresent(objects::add);
        }
        for (InputObject object : objects) {
            if (object.elf().order() != objects.get(0).elf().order()) {
                problems.add(
                        object,
                        "",
                        "the object is " + text(object.elf().order()) + ", "
                                + objects.get(0).name() + " is "
                                + text(objects.get(0).elf().order()));
            }
        }
        return objects;
    }

    private static String text(ByteOrder order) {
        return order == ByteOrder.LITTLE_ENDIAN ? "little endian" : "big endian";
    }

    private static byte[] link(List<InputObject> objects, Problems problems) {
        var globals = GlobalTable.of(objects, problems);
        problems.throwIfAny();
        var sections = SectionPlan.of(objects, globals, problems);
        problems.throwIfAny();
        var relocations = LinkedRelocations.of(objects, sections, problems);
        var symbols = LinkedSymbols.of(objects, globals, sections, relocations, problems);
        problems.throwIfAny();
        var types = LinkedTypes.of(objects, globals, sections, symbols, problems);
        problems.throwIfAny();
        var contents = new LinkedCode(objects, sections, types, problems).contents();
        problems.throwIfAny();
        var order = objects.get(0).elf().order();
        return ElfWriter.write(new LinkedFile(order, sections, relocations, symbols).elf(contents, types));
    }
}
