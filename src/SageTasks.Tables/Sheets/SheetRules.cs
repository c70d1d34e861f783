using System.Text.Json;

namespace SageTasks.Tables;

/// <summary>A sheet's schema, compiled so that rows can be judged one by one: what holds for a row, and what for all of them.</summary>
internal sealed class SheetRules
{
    /// <summary>What each row must hold to: the <c>items</c> of the list, and of every <c>allOf</c> beside it.</summary>
    public List<SchemaNode> Rows { get; } = [];

    /// <summary>The columns that the schema declares.</summary>
    public List<SheetSchemaColumn> Columns { get; } = [];

    /// <summary>What no two rows may share.</summary>
    public List<UniqueRule> Unique { get; } = [];

    /// <summary>How many rows there must be, and may be.</summary>
    public List<CountRule> Counts { get; } = [];

    public static SheetRules Compile(JsonElement root, SchemaCompiler compiler)
    {
        if (!SchemaCompiler.IsOf(root, "array") || !root.TryGetProperty("items", out var items) || !(items.ValueKind == JsonValueKind.True || SchemaCompiler.IsOf(items, "object")))
        {
            throw new InvalidSchemaException("this is no schema of a sample sheet: it must describe a list (\"type\": \"array\") whose items are objects.");
        }

        var rules = new SheetRules();
        rules.Add(root, "#", outerMessage: null, compiler);
        return rules;
    }

    private void Add(JsonElement list, string pointer, string? outerMessage, SchemaCompiler compiler)
    {
        var message = SchemaCompiler.Text(list, "errorMessage") ?? outerMessage;
        foreach (var keyword in list.EnumerateObject())
        {
            AddKeyword(keyword, pointer, message, compiler);
        }
    }

    private void AddKeyword(JsonProperty keyword, string pointer, string? message, SchemaCompiler compiler)
    {
        var value = keyword.Value;
        switch (keyword.Name)
        {
            case "items":
                AddItems(value, $"{pointer}/items", compiler);
                break;
            case "allOf":
                foreach (var (branch, i) in SchemaCompiler.Require(value, JsonValueKind.Array, keyword.Name, pointer).EnumerateArray().Select((branch, i) => (branch, i)))
                {
                    Add(SchemaCompiler.Require(branch, JsonValueKind.Object, $"allOf/{i}", pointer), $"{pointer}/allOf/{i}", message, compiler);
                }

                break;
            case "uniqueEntries":
                Unique.Add(new UniqueRule(keyword.Name, SchemaCompiler.Names(keyword.Name, value, pointer), WantsAll: false, message));
                break;
            case "uniqueItems" when value.ValueKind == JsonValueKind.True:
                Unique.Add(new UniqueRule(keyword.Name, Columns: null, WantsAll: false, message));
                break;
            case "minItems" or "maxItems":
                Counts.Add(new CountRule(keyword.Name, SchemaCompiler.Count(keyword.Name, value, pointer), message));
                break;
            case "uniqueItems":
            case "type":
                break;
            default:
                compiler.NoteUnlessAnnotation(keyword.Name, pointer);
                break;
        }
    }

    private void AddItems(JsonElement items, string pointer, SchemaCompiler compiler)
    {
        var row = compiler.Compile(items, pointer);
        Rows.Add(row);
        Columns.AddRange(DeclaredMember.Of(row, compiler).Select(Column));
        if (items.ValueKind == JsonValueKind.Object && items.TryGetProperty("uniqueEntries", out var unique))
        {
            Unique.Add(new UniqueRule("uniqueEntries", SchemaCompiler.Names("uniqueEntries", unique, pointer), WantsAll: true, SchemaCompiler.Text(items, "errorMessage")));
        }
    }

    private static SheetSchemaColumn Column(DeclaredMember member)
    {
        var column = new SheetSchemaColumn { Name = member.Name, IsRequired = member.IsRequired };
        return member.Schema is not { } schema ? column : column with
        {
            Types = SchemaCompiler.TypesOf(schema),
            Format = SchemaCompiler.Text(schema, "format"),
            MustExist = SchemaCompiler.IsTrue(schema, "exists"),
            Description = SchemaCompiler.Text(schema, "description"),
            ErrorMessage = SchemaCompiler.Text(schema, "errorMessage"),
        };
    }
}
