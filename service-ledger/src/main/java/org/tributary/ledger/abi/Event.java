// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.abi;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.crypto.Keccak;

/// An event of a contract: `Event.of("Transfer(address indexed from, address indexed to, uint256 value)")`.
public record Event(String name, List<Parameter> parameters, Hash topic0) {
    /// Four topics in all.
    private static final int MAX_INDEXED = 3;

    public Event {
        parameters = List.copyOf(parameters);
    }

    /// What a log holds besides its address.
    public record Entry(List<Hash> topics, Bytes data) {
        public Entry {
            topics = List.copyOf(topics);
        }
    }

    /// @throws IllegalArgumentException where it is not written as Solidity would, or indexes an array or tuple, whose
    ///     topic nobody could read back
    public static Event of(String signature) {
        var parsed = SignatureParser.parse(signature);
        var indexed = parsed.parameters().stream()
                .filter(Parameter::indexed)
                .map(Parameter::type)
                .toList();
        if (indexed.size() > MAX_INDEXED || indexed.stream().anyMatch(Event::isSequence)) {
            throw new IllegalArgumentException("at most three indexed parameters, no arrays or tuples: " + signature);
        }
        var canonical = parsed.name() + AbiType.names(Function.types(parsed.parameters()));
        var topic0 = Keccak.hash(Bytes.wrap(canonical.getBytes(StandardCharsets.UTF_8)));
        return new Event(parsed.name(), parsed.parameters(), topic0);
    }

    /// As topic 0 is the hash of: `Transfer(address,address,uint256)`.
    public String signature() {
        return name + AbiType.names(Function.types(parameters));
    }

    /// @param values one for each parameter, in the order of the signature
    public Entry encode(AbiValue... values) {
        if (values.length != parameters.size()) {
            throw new IllegalArgumentException(name + " has " + parameters.size() + " parameters");
        }
        var topics = new ArrayList<Hash>();
        topics.add(topic0);
        var data = new ArrayList<AbiValue>();
        for (int i = 0; i < values.length; i++) {
            if (parameters.get(i).indexed()) {
                topics.add(topic(parameters.get(i).type(), values[i]));
            } else {
                data.add(values[i]);
            }
        }
        return new Entry(topics, AbiEncoder.encode(types(false), data));
    }

    /// All values in the order of the signature; an indexed `bytes` or `string` comes back as its hash, all that a log
    /// keeps of it.
    public Decoded<Arguments> decode(Entry entry) {
        var indexed = types(true);
        if (entry.topics().size() != indexed.size() + 1
                || !entry.topics().getFirst().equals(topic0)) {
            return new Decoded.Malformed<>("not a log of " + signature());
        }
        var words = entry.topics().stream().skip(1).<Bytes>map(Hash::bytes).toList();
        var inTopics = indexed.stream().map(Event::inTopic).toList();
        return AbiDecoder.decode(inTopics, Bytes.concatenate(words))
                .flatMap(topics -> AbiDecoder.decode(types(false), entry.data())
                        .flatMap(data -> new Decoded.Value<>(merge(topics, data))));
    }

    private Arguments merge(Arguments topics, Arguments data) {
        var fromTopics = topics.values().iterator();
        var fromData = data.values().iterator();
        return new Arguments(parameters.stream()
                .map(parameter -> parameter.indexed() ? fromTopics.next() : fromData.next())
                .toList());
    }

    private List<AbiType> types(boolean indexed) {
        return Function.types(parameters.stream()
                .filter(parameter -> parameter.indexed() == indexed)
                .toList());
    }

    private static AbiType inTopic(AbiType type) {
        return type.isDynamic() ? new AbiType.FixedBytes(AbiType.WORD) : type;
    }

    private static Hash topic(AbiType type, AbiValue value) {
        var encoded = AbiEncoder.encode(type, value);
        return switch (value) {
            case AbiValue.Text(var text) -> Keccak.hash(Bytes.wrap(text.getBytes(StandardCharsets.UTF_8)));
            case AbiValue.ByteString(var bytes) when type.isDynamic() -> Keccak.hash(bytes);
            case AbiValue.Uint _, AbiValue.Bool _, AbiValue.Account _, AbiValue.ByteString _, AbiValue.Sequence _ ->
                Hash.of(encoded);
        };
    }

    private static boolean isSequence(AbiType type) {
        return switch (type) {
            case AbiType.FixedArray _, AbiType.DynamicArray _, AbiType.Tuple _ -> true;
            case AbiType.Uint _, AbiType.Bool _, AbiType.Account _ -> false;
            case AbiType.FixedBytes _, AbiType.ByteString _, AbiType.Text _ -> false;
        };
    }
}
