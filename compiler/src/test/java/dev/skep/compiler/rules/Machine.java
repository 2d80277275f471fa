package dev.skep.compiler.rules;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** What is known at one point of a path: registers, the frame, how far packets were checked. */
final class Machine {
    private static final int REGISTERS = 11;

    final Content[] registers = new Content[REGISTERS];
    /** By offset, whole words and low halves. */
    final Map<Integer, Spill> frame = new TreeMap<>();
    /** By the id of a packet pointer, the bytes behind it that are in the packet. */
    final Map<Integer, Long> checked = new TreeMap<>();

    int index;

    /** Something stored as a whole. */
    record Spill(Content content, int bytes) {}

    Machine() {
        java.util.Arrays.fill(registers, Content.NOTHING);
    }

    Machine copy() {
        var copy = new Machine();
        System.arraycopy(registers, 0, copy.registers, 0, REGISTERS);
        copy.frame.putAll(frame);
        copy.checked.putAll(checked);
        copy.index = index;
        return copy;
    }

    /** Changes all copies of a content. */
    void refine(Content old, java.util.function.UnaryOperator<Content> change) {
        for (var i = 0; i < REGISTERS; i++) if (isCopy(registers[i], old)) registers[i] = change.apply(registers[i]);
        frame.replaceAll((offset, spill) ->
                isCopy(spill.content, old) ? new Spill(change.apply(spill.content), spill.bytes) : spill);
    }

    private static boolean isCopy(Content content, Content old) {
        return content.kind() == old.kind() && content.id() == old.id() && old.id() != 0;
    }

    void forgetPackets() {
        for (var i = 0; i < REGISTERS; i++) registers[i] = outdated(registers[i]);
        frame.replaceAll((offset, spill) -> new Spill(outdated(spill.content), spill.bytes));
        checked.clear();
    }

    private static Content outdated(Content content) {
        return content.kind() == Content.Kind.PACKET || content.kind() == Content.Kind.PACKET_END
                ? Content.pointer(Content.Kind.OLD_PACKET, "", 0)
                : content;
    }

    /** Forgets what lies in some bytes of the frame. */
    void forget(long from, long to) {
        frame.entrySet().removeIf(entry -> entry.getKey() < to && entry.getKey() + entry.getValue().bytes > from);
    }

    /** Returns a text that is equal for states which go on alike: ids renamed in the order they are met. */
    String key(int live) {
        Map<Integer, Integer> names = new HashMap<>();
        var text = new StringBuilder().append(index);
        for (var i = 0; i < REGISTERS; i++)
            if ((live >> i & 1) != 0) text.append(" r").append(i).append(named(registers[i], names));
        frame.forEach((offset, spill) ->
                text.append(" f").append(offset).append('/').append(spill.bytes).append(named(spill.content, names)));
        checked.forEach((id, bytes) -> {
            if (names.containsKey(id))
                text.append(" p").append(names.get(id)).append('=').append(bytes);
        });
        return text.toString();
    }

    private static String named(Content content, Map<Integer, Integer> names) {
        var id = content.id() == 0 ? 0 : names.computeIfAbsent(content.id(), unnamed -> names.size() + 1);
        return content.withId(id).toString();
    }
}
