package dev.skep.compiler.machine.allocation;

import dev.skep.asm.SourceLine;
import dev.skep.compiler.machine.allocation.Location.InWord;
import dev.skep.compiler.machine.model.VirtualRegister;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The words of the frame. Each value that is ever without a register and cannot be made again has one for its whole life; values whose lives
 * do not touch share. Two more, made when first asked for, hold what steps aside within one set of moves.
 */
final class Words {
    private final @Nullable InWord[] words;
    private final List<SourceLine> lines = new ArrayList<>();
    private @Nullable InWord aside;
    private @Nullable InWord borrowed;

    /** The whole life of a value, holes included. */
    private record Life(VirtualRegister value, int start, int end) {}

    private record Busy(int word, int until) {}

    private Words(int registers) {
        words = new InWord[registers];
    }

    /** Finds the words. */
    static Words of(int registers, Pieces pieces, Recipes recipes, Flow flow) {
        var words = new Words(registers);
        var lives = new ArrayList<Life>();
        for (var i = 0; i < registers; i++) {
            var value = new VirtualRegister(i);
            var list = pieces.of(value);
            if (recipes.of(value).isEmpty()
                    && list.stream().anyMatch(p -> p.register().isEmpty()))
                lives.add(new Life(
                        value, list.get(0).start(), list.get(list.size() - 1).end()));
        }
        lives.sort(Comparator.comparingInt(Life::start));
        words.share(lives, flow);
        return words;
    }

    private void share(List<Life> lives, Flow flow) {
        var busy = new PriorityQueue<>(Comparator.comparingInt(Busy::until).thenComparingInt(Busy::word));
        var idle = new PriorityQueue<Integer>();
        for (var life : lives) {
            while (!busy.isEmpty() && busy.element().until() <= life.start())
                idle.add(busy.remove().word());
            var word = idle.isEmpty() ? add(flow.lineAt(life.start())) : new InWord(idle.remove());
            words[life.value().number()] = word;
            busy.add(new Busy(word.index(), life.end()));
        }
    }

    private InWord add(SourceLine line) {
        lines.add(line);
        return new InWord(lines.size() - 1);
    }

    /** Returns the word of the value; empty when it needs none. */
    Optional<InWord> of(VirtualRegister value) {
        return Optional.ofNullable(words[value.number()]);
    }

    /** Returns the word for a value that steps aside; {@code line} is told when it is the first. */
    InWord aside(SourceLine line) {
        if (aside == null) aside = add(line);
        return aside;
    }

    /** Returns the word for a register that is borrowed. */
    InWord borrowed(SourceLine line) {
        if (borrowed == null) borrowed = add(line);
        return borrowed;
    }

    /** Returns for each word the line of the value that needed it first. */
    List<SourceLine> lines() {
        return lines;
    }
}
