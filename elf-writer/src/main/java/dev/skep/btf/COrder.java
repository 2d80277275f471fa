package dev.skep.btf;

import dev.skep.btf.BtfType.Member;
import dev.skep.btf.BtfType.Parameter;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The order in which C needs the definitions of a graph: what a type contains by value comes before it, what it only points to need
 * not. Follows bpftool: types by number, what they need first, a typedef as soon as it may be.
 */
final class COrder {
    private final BtfGraph graph;
    private final CEffort effort;
    private final BitSet done = new BitSet();
    private final BitSet open = new BitSet();
    private final BitSet referenced = new BitSet();
    private final List<BtfId> order = new ArrayList<>();

    private COrder(BtfGraph graph, CEffort effort) {
        this.graph = graph;
        this.effort = effort;
    }

    /** The types that need a definition of their own, in order. */
    static List<BtfId> of(BtfGraph graph, CEffort effort) {
        var order = new COrder(graph, effort);
        graph.types().forEach(type -> order.reference(type));
        for (int id = 1; id <= graph.size(); id++) {
            order.visit(new BtfId(id), Use.BY_VALUE);
        }
        return order.order;
    }

    /** How a type is used. */
    private enum Use {
        BY_VALUE,
        THROUGH_POINTER
    }

    /** Whether what uses a type may come right after it, or has to wait for the type's own turn. */
    private enum Link {
        WEAK,
        STRONG;

        Link or(Link other) {
            return this == STRONG ? STRONG : other;
        }
    }

    /** A function does not count as a use of what it returns. */
    private void reference(BtfType type) {
        var references = type.references();
        int from = type.kind() == BtfKind.FUNC_PROTO ? 1 : 0;
        references.subList(from, references.size()).forEach(id -> referenced.set(id.value()));
    }

    private Link visit(BtfId id, Use use) {
        if (id.isVoid() || done.get(id.value())) {
            return Link.STRONG;
        }
        var type = graph.type(id);
        if (open.get(id.value())) {
            if (use == Use.THROUGH_POINTER && !type.name().isEmpty()) {
                return Link.WEAK;
            }
            throw new IllegalArgumentException(graph.describe(id) + " cannot be written in C: it contains itself");
        }
        effort.enter(id);
        var link = type.accept(new Step(id, use));
        effort.leave();
        return link;
    }

    private Link define(BtfId id) {
        order.add(id);
        return done(id, Link.STRONG);
    }

    private Link done(BtfId id, Link link) {
        done.set(id.value());
        return link;
    }

    private final class Step implements BtfType.Visitor<Link> {
        private final BtfId id;
        private final Use use;

        Step(BtfId id, Use use) {
            this.id = id;
            this.use = use;
        }

        @Override
        public Link visit(BtfType.Int type) {
            return done(id, Link.WEAK);
        }

        @Override
        public Link visit(BtfType.Float type) {
            return done(id, Link.WEAK);
        }

        @Override
        public Link visit(BtfType.Ptr type) {
            return done(id, COrder.this.visit(type.target(), Use.THROUGH_POINTER));
        }

        @Override
        public Link visit(BtfType.Array type) {
            return COrder.this.visit(type.element(), Use.BY_VALUE);
        }

        @Override
        public Link visit(BtfType.Struct type) {
            return composite(type);
        }

        @Override
        public Link visit(BtfType.Union type) {
            return composite(type);
        }

        @Override
        public Link visit(BtfType.Enum type) {
            return named(type);
        }

        @Override
        public Link visit(BtfType.Enum64 type) {
            return named(type);
        }

        @Override
        public Link visit(BtfType.Fwd type) {
            return named(type);
        }

        @Override
        public Link visit(BtfType.Typedef type) {
            var link = COrder.this.visit(type.target(), use);
            if (use == Use.THROUGH_POINTER && link == Link.WEAK) {
                return Link.WEAK;
            }
            return define(id);
        }

        @Override
        public Link visit(BtfType.Volatile type) {
            return COrder.this.visit(type.target(), use);
        }

        @Override
        public Link visit(BtfType.Const type) {
            return COrder.this.visit(type.target(), use);
        }

        @Override
        public Link visit(BtfType.Restrict type) {
            return COrder.this.visit(type.target(), use);
        }

        @Override
        public Link visit(BtfType.TypeTag type) {
            return COrder.this.visit(type.target(), use);
        }

        @Override
        public Link visit(BtfType.FuncProto type) {
            var link = COrder.this.visit(type.returns(), use);
            for (Parameter parameter : type.parameters()) {
                link = link.or(COrder.this.visit(parameter.type(), use));
            }
            return link;
        }

        @Override
        public Link visit(BtfType.Func type) {
            return done(id, Link.WEAK);
        }

        @Override
        public Link visit(BtfType.Var type) {
            return done(id, Link.WEAK);
        }

        @Override
        public Link visit(BtfType.DataSec type) {
            return done(id, Link.WEAK);
        }

        @Override
        public Link visit(BtfType.DeclTag type) {
            return done(id, Link.WEAK);
        }

        /** Behind a pointer a name is enough; what has none has to be written where it is used. */
        private Link composite(BtfType.Composite type) {
            boolean named = !type.name().isEmpty();
            if (use == Use.THROUGH_POINTER && named) {
                return Link.WEAK;
            }
            open.set(id.value());
            for (Member member : type.members()) {
                COrder.this.visit(member.type(), Use.BY_VALUE);
            }
            open.clear(id.value());
            return named ? define(id) : done(id, Link.STRONG);
        }

        private Link named(BtfType type) {
            boolean needsDefinition = !type.name().isEmpty() || !referenced.get(id.value());
            return needsDefinition ? define(id) : done(id, Link.STRONG);
        }
    }
}
