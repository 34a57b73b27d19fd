// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.challenge;

import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.bandwidth.merkle.HashTree;
import org.tributary.bandwidth.merkle.SumNode;
import org.tributary.bandwidth.proof.RowPath;
import org.tributary.bandwidth.proof.UsageRow;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;
import org.tributary.primitives.crypto.Keccak;

/// Where a node stands in a row's tree. Its siblings come with their counts: in a tree that does not add up, these do
/// not
/// follow from the shape.
///
/// @param steps from the node up to the row's root
public record RowNode(long window, UsageRow row, RowPath rowPath, List<Step> steps) {
    private static final int MAX_LEVELS = 63;

    public RowNode {
        steps = List.copyOf(steps);
    }

    /// @param isLeft whether the sibling is on the left
    public record Step(boolean isLeft, SumNode sibling) {
        void write(RlpListWriter list) {
            list.flag(isLeft).list(sibling::write);
        }

        static Step read(RlpListReader list) {
            return new Step(list.flag(), list.list(SumNode::read));
        }
    }

    /// Whether the row's tree has the node here. What lies above it must add up: of two faults the upper one is shown.
    boolean isUnder(SumNode node, WindowRoots roots) {
        var root = HashTree.climb(row.hash(), rowPath.index(), rowPath.rows(), rowPath.siblings());
        return root.isPresent() && roots.root(window).equals(root) && climb(node);
    }

    private boolean climb(SumNode from) {
        var node = from;
        for (var step : steps) {
            var sibling = step.sibling();
            if (sibling.units() > Long.MAX_VALUE - node.units() || sibling.count() > Long.MAX_VALUE - node.count()) {
                return false;
            }
            node = step.isLeft() ? SumNode.inner(sibling, node) : SumNode.inner(node, sibling);
        }
        return node.equals(row.sum());
    }

    /// Identifies the node in its window.
    Hash id(SumNode node) {
        return Keccak.hash(
                Bytes.ofUnsignedLong(window),
                Bytes.ofUnsignedLong(rowPath.index()),
                node.hash().bytes());
    }

    void write(RlpListWriter list) {
        list.number(window).list(row::write).list(rowPath::write).list(steps, (items, step) -> items.list(step::write));
    }

    static RowNode read(RlpListReader list) {
        return new RowNode(
                list.number(),
                list.list(UsageRow::read),
                list.list(RowPath::read),
                list.list(MAX_LEVELS, items -> items.list(Step::read)));
    }
}
