// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.challenge;

import org.tributary.bandwidth.challenge.EntryPlace;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

final class PlaceConverter implements ITypeConverter<EntryPlace> {
    @Override
    public EntryPlace convert(String text) {
        try {
            return EntryPlace.parse(text);
        } catch (IllegalArgumentException noPlace) {
            throw new TypeConversionException(String.valueOf(noPlace.getMessage()));
        }
    }
}
