using System.Globalization;
using System.Text.Json;

namespace SageTasks.Tables;

/// <content>The keywords about objects.</content>
internal sealed partial class SchemaCompiler
{
    private void CompileMembers(JsonElement schema, SchemaNode node)
    {
        foreach (var (name, member) in MembersOf(schema, "properties", node.Pointer))
        {
            node.Properties[name] = Child(member, node, "properties", Escape(name));
        }

        foreach (var (pattern, member) in MembersOf(schema, "patternProperties", node.Pointer))
        {
            var regex = SchemaPattern.Compile(pattern, $"{node.Pointer}/patternProperties");
            node.PatternProperties.Add((regex, Child(member, node, "patternProperties", Escape(pattern))));
        }

        var others = schema.TryGetProperty("additionalProperties", out var additional)
            ? Child(additional, node, "additionalProperties")
            : null;
        if (node.PatternProperties.Count > 0 || others is not null)
        {
            node.Add((in Instance value, Findings findings) => CheckAllMembers(node, others, value, findings));
        }
        else if (node.Properties.Count > 0)
        {
            node.Add((in Instance value, Findings findings) => CheckKnownMembers(node, value, findings));
        }
    }

    private static void CheckKnownMembers(SchemaNode node, in Instance value, Findings findings)
    {
        if (value.Members is { } members)
        {
            foreach (var (name, schema) in node.Properties)
            {
                if (members.TryGet(name, out var member))
                {
                    findings.CheckChild(name, schema, member);
                }
            }
        }
    }

    private static void CheckAllMembers(SchemaNode node, SchemaNode? others, in Instance value, Findings findings)
    {
        foreach (var name in value.Members?.Names ?? [])
        {
            value.Members!.TryGet(name, out var member);
            var isKnown = node.Properties.TryGetValue(name, out var schema);
            if (schema is not null)
            {
                findings.CheckChild(name, schema, member);
            }

            foreach (var (pattern, matching) in node.PatternProperties.Where(pattern => pattern.Name.IsMatch(name)))
            {
                isKnown = true;
                findings.CheckChild(name, matching, member);
            }

            if (!isKnown && others is not null)
            {
                findings.CheckChild(name, others, member);
            }
        }
    }

    private SchemaRule? MemberRule(string keyword, JsonElement value, JsonElement schema, SchemaNode node) => keyword switch
    {
        "required" => Required(Names(keyword, value, node.Pointer), schema),
        "dependentRequired" or "dependentSchemas" or "dependencies" => Dependent(keyword, value, schema, node),
        "propertyNames" => PropertyNames(Child(value, node, keyword)),
        "minProperties" => MemberCount(keyword, Count(keyword, value, node.Pointer), (count, limit) => count >= limit, "at least"),
        _ => MemberCount(keyword, Count(keyword, value, node.Pointer), (count, limit) => count <= limit, "at most"),
    };

    private static SchemaRule Required(string[] names, JsonElement schema)
    {
        var messages = Array.ConvertAll(names, name => MemberMessage(schema, name));
        return (in Instance value, Findings findings) =>
        {
            for (var i = 0; value.Members is { } members && i < names.Length; i++)
            {
                if (!members.TryGet(names[i], out _) && findings.Fail())
                {
                    findings.AddMissing("required", names[i], $"'{names[i]}' is missing", messages[i]);
                }
            }
        };
    }

    private SchemaRule Dependent(string keyword, JsonElement value, JsonElement schema, SchemaNode node)
    {
        var rules = new List<(string Name, SchemaRule Rule)>();
        foreach (var (name, need) in Entries(value, keyword, node.Pointer))
        {
            if (need.ValueKind == JsonValueKind.Array && keyword != "dependentSchemas")
            {
                rules.Add((name, Needs(name, keyword, Names(keyword, need, node.Pointer), schema)));
            }
            else
            {
                var then = Beside(need, node, keyword, Escape(name));
                rules.Add((name, then.Check));
            }
        }

        return (in Instance instance, Findings findings) =>
        {
            foreach (var (name, rule) in rules)
            {
                if (instance.Members is { } members && members.TryGet(name, out _))
                {
                    rule(instance, findings);
                }
            }
        };
    }

    private static SchemaRule Needs(string name, string keyword, string[] needed, JsonElement schema)
    {
        var messages = Array.ConvertAll(needed, other => MemberMessage(schema, other));
        return (in Instance value, Findings findings) =>
        {
            for (var i = 0; i < needed.Length; i++)
            {
                if (!value.Members!.TryGet(needed[i], out _) && findings.Fail())
                {
                    findings.AddMissing(keyword, needed[i], $"'{needed[i]}' is missing, and '{name}' needs it", messages[i]);
                }
            }
        };
    }

    private static SchemaRule PropertyNames(SchemaNode names) => (in Instance value, Findings findings) =>
    {
        foreach (var name in value.Members?.Names ?? [])
        {
            findings.CheckChild(name, names, Instance.OfText(name));
        }
    };

    private static SchemaRule MemberCount(string keyword, int limit, Func<int, int, bool> holds, string words) =>
        (in Instance value, Findings findings) =>
        {
            if (value.Members is { } members && !holds(members.Count, limit) && findings.Fail())
            {
                findings.Add(keyword, value, string.Create(CultureInfo.InvariantCulture, $"{words} {limit} values are needed, there are {members.Count}"));
            }
        };

    public static string? MemberMessage(JsonElement schema, string member) =>
        schema.TryGetProperty("properties", out var properties)
        && properties.TryGetProperty(member, out var property)
        && property.ValueKind == JsonValueKind.Object
            ? Text(property, "errorMessage")
            : null;

    private static IEnumerable<(string Name, JsonElement Value)> MembersOf(JsonElement schema, string keyword, string pointer) =>
        schema.TryGetProperty(keyword, out var members) ? Entries(members, keyword, pointer) : [];

    private static IEnumerable<(string Name, JsonElement Value)> Entries(JsonElement members, string keyword, string pointer) =>
        Require(members, JsonValueKind.Object, keyword, pointer).EnumerateObject().Select(member => (member.Name, member.Value));
}
