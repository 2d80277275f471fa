package dev.skep.compiler.check;

import dev.skep.compiler.Diagnostic;
import dev.skep.compiler.DiagnosticCode;
import dev.skep.ir.Function;
import dev.skep.ir.Op;
import dev.skep.ir.Unit;
import dev.skep.ir.graph.CallGraph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds memory of a packet that is touched at a computed place which nothing compares with the packet's end: the verifier forgets
 * how far a packet was checked when it does not know what is added to a pointer into it. Comes behind the optimiser, which finds
 * out what is constant; a place that comes from a block parameter is left to the verifier.
 */
public final class CheckPacketOffsets implements UnitCheck {
    @Override
    public List<Diagnostic> check(Unit unit) {
        Map<String, Set<Integer>> indexed = new HashMap<>();
        List<Diagnostic> findings = new ArrayList<>();
        for (var function : CallGraph.of(unit).bottomUp()) check(function, indexed, findings);
        return findings;
    }

    /**
     * Checks one function behind those it calls.
     *
     * @param indexed for functions known so far the parameters whose memory they touch at computed places
     */
    private static void check(Function function, Map<String, Set<Integer>> indexed, List<Diagnostic> findings) {
        var places = new Places(function);
        Set<Integer> own = places.parametersOf(indexed);
        indexed.put(function.name(), own);
        for (var block : function.blocks()) {
            for (var op : block.ops()) {
                if (op instanceof Op.CallFunction call) {
                    for (int parameter : indexed.getOrDefault(call.function(), Set.of()))
                        if (places.isInPacket(call.arguments().get(parameter)))
                            findings.add(finding(op, "`" + call.function() + "` reaches into it at computed places"));
                } else if (places.touched(op).anyMatch(places::isLostInPacket)) {
                    findings.add(finding(op, "nothing checks that this computed place is in the packet"));
                }
            }
        }
    }

    private static Diagnostic finding(Op op, String message) {
        return Diagnostic.of(DiagnosticCode.COMPUTED_PACKET_OFFSET, op.location(), message);
    }
}
