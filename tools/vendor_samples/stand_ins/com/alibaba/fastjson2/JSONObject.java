package com.alibaba.fastjson2;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/**
 * A stand-in for the class of this name in fastjson2, which Debian does not package: as much of it
 * as the vendor's sample programs use, which is an object of texts.
 */
public class JSONObject extends LinkedHashMap<String, Object> {
    public String toJSONString() {
        StringJoiner members = new StringJoiner(",", "{", "}");
        for (Map.Entry<String, Object> member : entrySet()) {
            members.add(quote(member.getKey()) + ":" + quote(String.valueOf(member.getValue())));
        }
        return members.toString();
    }

    private static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char character : text.toCharArray()) {
            if (character == '"' || character == '\\') {
                quoted.append('\\').append(character);
            } else if (character < ' ') {
                quoted.append(String.format("\\u%04x", (int) character));
            } else {
                quoted.append(character);
            }
        }
        return quoted.append('"').toString();
    }
}
