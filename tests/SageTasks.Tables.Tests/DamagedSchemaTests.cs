using System.Text.Json;
using System.Text.Json.Nodes;

namespace SageTasks.Tables.Tests;

/// <summary>A schema comes from somebody else's repository: whatever stands in it, it is read or refused.</summary>
public class DamagedSchemaTests
{
    private const string Whole = """
        {"type":"array","title":"t","minItems":1,"uniqueEntries":["a"],"allOf":[{"uniqueEntries":["b"]}],
         "items":{"type":"object","required":["a"],"uniqueEntries":["a","b"],
           "properties":{"a":{"type":["string","integer"],"pattern":"^a$","errorMessage":"e","format":"email","minLength":1,"meta":["id"]},
                         "b":{"enum":[1,"x"],"minimum":1,"multipleOf":2,"exists":true,"default":1,"deprecated":false},
                         "c":{"$ref":"#/$defs/c"},"d":{"items":[{"const":1}],"contains":{"type":"null"}}},
           "patternProperties":{"^x":{"not":{"type":"string"}}},"additionalProperties":true,"propertyNames":{"maxLength":9},
           "dependentRequired":{"b":["a"]},"dependencies":{"c":["a"]},"if":{"required":["a"]},"then":{"anyOf":[{"required":["b"]}]},"else":{"oneOf":[true]}},
         "$defs":{"c":{"type":"number"}}}
        """;

    private static readonly string[] Junk = ["null", "1", "-1.5", "true", "\"x\"", "\"(\"", "[]", "[1]", "{}", "{\"type\":1}", "{\"$ref\":\"#/items\"}", "{\"$ref\":\"#/a/b\"}"];

    [Fact]
    public void A_damaged_schema_is_read_or_refused_and_nothing_else()
    {
        var random = new Random(1);
        var (read, refused) = (0, 0);
        for (var i = 0; i < 3000; i++)
        {
            var damaged = JsonNode.Parse(Whole)!;
            var place = Pick(damaged, random);
            place.ReplaceWith(JsonNode.Parse(Junk[random.Next(Junk.Length)]) ?? JsonValue.Create(JsonDocument.Parse("null").RootElement));
            var (sheet, parameters) = (Survives(() => UseSheet(damaged)), Survives(() => UseParameters(damaged["items"])));
            read += (sheet ? 1 : 0) + (parameters ? 1 : 0);
            refused += (sheet ? 0 : 1) + (parameters ? 0 : 1);
        }

        Assert.InRange(read, 500, 5500);
        Assert.InRange(refused, 500, 5500);
    }

    private static bool Survives(Action use)
    {
        try
        {
            use();
            return true;
        }
        catch (InvalidSchemaException)
        {
            return false;
        }
    }

    private static void UseSheet(JsonNode schema) =>
        SheetSchema.Parse(schema.ToJsonString()).Check(TableReader.Parse("a,b,c,d,xy\na,1,2,3,4\n,,,,\nb,x,y,true,null\n"));

    private static void UseParameters(JsonNode? schema) =>
        ParameterSchema.Parse(schema?.ToJsonString() ?? "null").Check(new JsonObject { ["a"] = "a", ["b"] = 1, ["d"] = new JsonArray(1, null), ["x"] = "y" });

    private static JsonNode Pick(JsonNode root, Random random)
    {
        var places = new List<JsonNode>();
        Gather(root);
        return places[random.Next(places.Count)];

        void Gather(JsonNode? node)
        {
            if (node is not null && node != root)
            {
                places.Add(node);
            }

            foreach (var child in node switch { JsonObject o => o.Select(member => member.Value), JsonArray a => a, _ => [] })
            {
                Gather(child);
            }
        }
    }
}
