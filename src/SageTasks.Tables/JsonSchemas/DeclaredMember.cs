using System.Text.Json;

namespace SageTasks.Tables;

/// <summary>A member that a schema of an object declares, in itself or in a schema that it takes in.</summary>
/// <param name="Name">The member's name.</param>
/// <param name="Schema">The schema of its value; null where it is not declared but merely required, or is true or false.</param>
/// <param name="Group">The title of the schema that declares it; null where that is the object's own.</param>
/// <param name="IsRequired">Whether the object must have it.</param>
internal sealed record DeclaredMember(string Name, JsonElement? Schema, string? Group, bool IsRequired)
{
    /// <summary>The members that a schema declares, each once, in the order in which they are declared.</summary>
    public static IReadOnlyList<DeclaredMember> Of(SchemaNode root, SchemaCompiler compiler)
    {
        var found = new List<DeclaredMember>();
        var required = new HashSet<string>(StringComparer.Ordinal);
        Gather(root, isCertain: true, []);
        return [.. found
            .Concat(required.Select(name => new DeclaredMember(name, Schema: null, Group: null, IsRequired: true)))
            .DistinctBy(member => member.Name, StringComparer.Ordinal)
            .Select(member => member with { IsRequired = required.Contains(member.Name) })];

        void Gather(SchemaNode node, bool isCertain, HashSet<SchemaNode> seen)
        {
            if (!seen.Add(node) || compiler.Find(node.Pointer) is not { ValueKind: JsonValueKind.Object } schema)
            {
                return;
            }

            if (isCertain && schema.TryGetProperty("required", out var names))
            {
                required.UnionWith(SchemaCompiler.Names("required", names, node.Pointer));
            }

            var group = node == root ? null : SchemaCompiler.Text(schema, "title");
            found.AddRange(node.Properties.Select(member => new DeclaredMember(member.Key, Object(member.Value), group, IsRequired: false)));
            foreach (var (other, always) in node.InPlace)
            {
                Gather(other, isCertain && always, seen);
            }
        }

        JsonElement? Object(SchemaNode node) => compiler.Find(node.Pointer) is { ValueKind: JsonValueKind.Object } schema ? schema : null;
    }
}
