using System.Text.Json;

namespace SageTasks.Tables;

/// <summary>A sheet's schema, compiled so that rows can be judged one by one: what holds for a row, and what for all of them.</summary>
internal sealed class SheetRules
{
    /// <summary>What each row must hold to: the <c>items</c> of the list, and of every <c>allOf</c> beside it.</summary>
    public List<SchemaNode> Rows { get; } = [];

    /// <summary>The columns that the schema declares.</summary>
    public List<SheetSchemaColumn> Columns { get; } = [];

    /// <summary>The combinations of columns that no two rows may share; whether only rows that have them all are compared.</summary>
    public List<(string[] Columns, bool WantsAll)> Unique { get; } = [];

    public bool UniqueRows { get; private set; }

    public long MinRows { get; private set; }

    public long MaxRows { get; private set; } = long.MaxValue;

    public static SheetRules Compile(JsonElement root, SchemaCompiler compiler)
    {
        if (!SchemaCompiler.IsOf(root, "array") || !root.TryGetProperty("items", out var items) || !(items.ValueKind == JsonValueKind.True || SchemaCompiler.IsOf(items, "object")))
        {
            throw new InvalidSchemaException("this is no schema of a sample sheet: it must describe a list (\"type\": \"array\") whose items are objects.");
        }

        var rules = new SheetRules();
        rules.Add(root, "#", compiler);
        return rules;
    }

    private void Add(JsonElement list, string pointer, SchemaCompiler compiler)
    {
        foreach (var keyword in list.EnumerateObject())
        {
            AddKeyword(keyword, pointer, compiler);
        }
    }

    private void AddKeyword(JsonProperty keyword, string pointer, SchemaCompiler compiler)
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
                    Add(SchemaCompiler.Require(branch, JsonValueKind.Object, $"allOf/{i}", pointer), $"{pointer}/allOf/{i}", compiler);
                }

                break;
            case "uniqueEntries":
                Unique.Add((SchemaCompiler.Names(keyword.Name, value, pointer), WantsAll: false));
                break;
            case "uniqueItems":
                UniqueRows |= value.ValueKind == JsonValueKind.True;
                break;
            case "minItems":
                MinRows = Math.Max(MinRows, SchemaCompiler.Count(keyword.Name, value, pointer));
                break;
            case "maxItems":
                MaxRows = Math.Min(MaxRows, SchemaCompiler.Count(keyword.Name, value, pointer));
                break;
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
            Unique.Add((SchemaCompiler.Names("uniqueEntries", unique, pointer), WantsAll: true));
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
