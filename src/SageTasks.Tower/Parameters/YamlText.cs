using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace SageTasks.Tower;

/// <summary>YAML 1.2 (core schema) to JSON. What Nextflow's own reader (YAML 1.1) takes for another type is refused, not guessed:
/// <c>yes</c>, <c>off</c>, <c>010</c>.</summary>
internal static partial class YamlText
{
    private const int MaxDepth = 100;
    private const int MaxValues = 1_000_000;

    public static JsonNode? Parse(string yaml)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        try
        {
            return new Reader(yaml).Read();
        }
        catch (YamlException broken)
        {
            throw new FormatException($"The YAML cannot be read at line {broken.Start.Line.ToString(CultureInfo.InvariantCulture)}: {broken.Message}", broken);
        }
    }

    [GeneratedRegex(@"\A[-+]?(0|[1-9][0-9]*)\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex Whole();

    [GeneratedRegex(@"\A[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex Fraction();

    [GeneratedRegex(@"\A[-+]?0[0-9][0-9_]*(\.[0-9]*)?([eE][-+]?[0-9]+)?\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex LeadingZero();

    [GeneratedRegex(@"\A0(x[0-9a-fA-F]{1,15}|o[0-7]{1,20})\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex OtherBase();

    private sealed class Reader(string yaml)
    {
        private readonly Parser _parser = new(new StringReader(yaml));
        private readonly Dictionary<string, JsonNode?> _anchors = new(StringComparer.Ordinal);
        private int _values;

        public JsonNode? Read()
        {
            _parser.Consume<StreamStart>();
            if (_parser.TryConsume<StreamEnd>(out _))
            {
                return null;
            }

            _parser.Consume<DocumentStart>();
            var node = Value(depth: 0);
            _parser.Consume<DocumentEnd>();
            return _parser.TryConsume<StreamEnd>(out _) ? node : throw Wrong(_parser.Current!, "holds more than one document");
        }

        private JsonNode? Value(int depth)
        {
            if (depth > MaxDepth || ++_values > MaxValues)
            {
                throw Wrong(_parser.Current!, "is nested too deeply or too large");
            }

            if (_parser.TryConsume<AnchorAlias>(out var alias))
            {
                return Aliased(alias);
            }

            var start = _parser.Current as NodeEvent ?? throw Wrong(_parser.Current!, "has no value here");
            JsonNode? node = start switch
            {
                Scalar => FromScalar(_parser.Consume<Scalar>()),
                SequenceStart => Sequence(depth),
                _ => Mapping(depth),
            };
            if (!start.Anchor.IsEmpty)
            {
                _anchors[start.Anchor.Value] = node;
            }

            return node;
        }

        private JsonNode? Aliased(AnchorAlias alias)
        {
            if (!_anchors.TryGetValue(alias.Value.Value, out var node))
            {
                throw Wrong(alias, $"names *{alias.Value.Value} before it is defined");
            }

            _values += Size(node);
            return node?.DeepClone();
        }

        private JsonArray Sequence(int depth)
        {
            RefuseTag(_parser.Consume<SequenceStart>());
            var items = new JsonArray();
            while (!_parser.TryConsume<SequenceEnd>(out _))
            {
                items.Add(Value(depth + 1));
            }

            return items;
        }

        private JsonObject Mapping(int depth)
        {
            RefuseTag(_parser.Consume<MappingStart>());
            var properties = new JsonObject();
            while (!_parser.TryConsume<MappingEnd>(out _))
            {
                var name = _parser.Current is Scalar ? _parser.Consume<Scalar>() : throw Wrong(_parser.Current!, "has a name that is not plain text");
                if (name is { IsPlainImplicit: true, Value: "<<" })
                {
                    throw Wrong(name, "uses a merge (<<), which is not read here: write the values out");
                }

                var value = Value(depth + 1);
                if (!properties.TryAdd(name.Value, value))
                {
                    throw Wrong(name, $"names '{name.Value}' twice");
                }
            }

            return properties;
        }

        private static JsonValue? FromScalar(Scalar scalar)
        {
            var isText = scalar.Style != ScalarStyle.Plain || scalar.Tag is { IsEmpty: false, Value: "tag:yaml.org,2002:str" };
            if (!isText)
            {
                RefuseTag(scalar);
            }

            return isText ? JsonValue.Create(scalar.Value) : Plain(scalar);
        }

        private static JsonValue? Plain(Scalar scalar)
        {
            var text = scalar.Value;
            return text switch
            {
                "" or "~" or "null" or "Null" or "NULL" => null,
                "true" or "True" or "TRUE" => JsonValue.Create(true),
                "false" or "False" or "FALSE" => JsonValue.Create(false),
                _ when text.ToUpperInvariant() is "YES" or "NO" or "ON" or "OFF" =>
                    throw Wrong(scalar, $"has '{text}', which is true or false to some readers and text to others: write true, false or \"{text}\""),
                _ when text.ToUpperInvariant().TrimStart('-', '+') is ".NAN" or ".INF" => throw Wrong(scalar, $"has '{text}', which JSON cannot say"),
                _ when LeadingZero().IsMatch(text) =>
                    throw Wrong(scalar, $"has '{text}', which is octal to some readers: write \"{text}\" for text, or the number without the zero"),
                _ when Whole().IsMatch(text) || Fraction().IsMatch(text) => Number(text),
                _ when OtherBase().IsMatch(text) => JsonValue.Create(Convert.ToInt64(text[2..], text[1] == 'x' ? 16 : 8)),
                _ => JsonValue.Create(text),
            };
        }

        // The digits are kept: a double would make 2^53 of 2^53+1.
        private static JsonValue Number(string text)
        {
            var digits = text.TrimStart('+');
            var sign = digits.StartsWith('-') ? "-" : string.Empty;
            digits = digits.TrimStart('-');
            digits = digits.StartsWith('.') ? "0" + digits : digits;
            var point = digits.IndexOf('.', StringComparison.Ordinal);
            if (point >= 0 && (point + 1 == digits.Length || !char.IsAsciiDigit(digits[point + 1])))
            {
                digits = digits.Insert(point + 1, "0");
            }

            return JsonNode.Parse(sign + digits)!.AsValue();
        }

        private static int Size(JsonNode? node) => node switch
        {
            JsonObject properties => 1 + properties.Sum(property => Size(property.Value)),
            JsonArray items => 1 + items.Sum(Size),
            _ => 1,
        };

        private static void RefuseTag(NodeEvent node)
        {
            if (!node.Tag.IsEmpty && !node.Tag.IsNonSpecific)
            {
                throw Wrong(node, $"has the tag {node.Tag.Value}, which is not read here");
            }
        }

        private static FormatException Wrong(ParsingEvent at, string what) =>
            new($"The YAML {what} (line {at.Start.Line.ToString(CultureInfo.InvariantCulture)}).");
    }
}
