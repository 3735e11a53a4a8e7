package dev.loulan.clearing.yaml;

import dev.loulan.clearing.text.InputException;
import dev.loulan.clearing.text.InputFile;
import dev.loulan.clearing.text.Place;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A mapping of names to texts, lists and further mappings; nothing is resolved or executed. */
public final class Settings {
  private final String file;
  private final Node node;
  private final Map<String, Node> members = new LinkedHashMap<>();

  private Settings(String file, Node node) {
    this.file = file;
    this.node = node;
  }

  /**
   * Reads a file.
   *
   * @throws InputException when it is not YAML, or no mapping
   */
  public static Settings read(Path path) {
    return of(path.toString(), InputFile.bytes(path));
  }

  /** As {@link #read}, from bytes. */
  public static Settings of(String file, byte[] bytes) {
    return of(file, InputFile.utf8(file, bytes));
  }

  public static Settings of(String file, String text) {
    try {
      Node root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
      if (root == null) {
        throw InputException.at(Place.of(file), "yaml.empty");
      }
      return mapping(file, root);
    } catch (MarkedYAMLException e) {
      throw InputException.at(place(file, e.getProblemMark()), "yaml.syntax", e.getProblem());
    } catch (YAMLException e) {
      throw InputException.at(Place.of(file), "yaml.syntax", e.getMessage());
    }
  }

  private static Settings mapping(String file, Node node) {
    if (!(node instanceof MappingNode mapping)) {
      throw InputException.at(place(file, node.getStartMark()), "yaml.mapping");
    }
    Settings settings = new Settings(file, node);
    mapping
        .getValue()
        .forEach(tuple -> {
          String name = scalar(file, tuple.getKeyNode());
          if (settings.members.put(name, tuple.getValueNode()) != null) {
            throw InputException.at(
                place(file, tuple.getKeyNode().getStartMark()), "yaml.twice", name);
          }
        });
    return settings;
  }

  /** The names in the order of the file. */
  public List<String> names() {
    return List.copyOf(members.keySet());
  }

  public String text(String name) {
    return textOrNone(name).orElseThrow(() -> InputException.at(place(), "yaml.missing", name));
  }

  public Optional<String> textOrNone(String name) {
    return find(name).map(value -> scalar(file, value)).filter(text -> !text.isEmpty());
  }

  public long number(String name, long otherwise) {
    Optional<String> text = textOrNone(name);
    if (text.isPresent() && !text.get().matches("-?\\d{1,15}")) {
      throw wrong(name, "yaml.number", text.get());
    }
    return text.map(Long::parseLong).orElse(otherwise);
  }

  public boolean flag(String name) {
    Optional<String> text = textOrNone(name);
    if (text.isPresent() && !List.of("true", "false").contains(text.get())) {
      throw wrong(name, "yaml.flag", text.get());
    }
    return text.map(Boolean::parseBoolean).orElse(false);
  }

  public List<String> texts(String name) {
    return items(name).stream().map(item -> scalar(file, item)).toList();
  }

  public List<Settings> mappings(String name) {
    return items(name).stream().map(item -> mapping(file, item)).toList();
  }

  public Optional<Settings> mappingOrNone(String name) {
    return find(name).map(value -> mapping(file, value));
  }

  /**
   * Refuses names that nobody would read.
   *
   * @throws InputException naming the first
   */
  public void allowOnly(List<String> names) {
    for (Map.Entry<String, Node> member : members.entrySet()) {
      if (!names.contains(member.getKey())) {
        throw wrong(member.getKey(), "yaml.unknown", member.getKey(), String.join(", ", names));
      }
    }
  }

  /** An error about one value. */
  public InputException wrong(String name, String key, Object... values) {
    return InputException.at(
        find(name).map(value -> place(file, value.getStartMark())).orElse(place()), key, values);
  }

  private List<Node> items(String name) {
    Optional<Node> found = find(name);
    if (found.isEmpty()) {
      return List.of();
    }
    if (found.get() instanceof SequenceNode sequence) {
      return new ArrayList<>(sequence.getValue());
    }
    throw wrong(name, "yaml.list", name);
  }

  private Optional<Node> find(String name) {
    return Optional.ofNullable(members.get(name));
  }

  private Place place() {
    return place(file, node.getStartMark());
  }

  private static String scalar(String file, Node value) {
    if (value instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw InputException.at(place(file, value.getStartMark()), "yaml.text");
  }

  private static Place place(String file, Mark mark) {
    return Place.at(file, mark.getLine() + 1L, mark.getColumn() + 1L);
  }
}
