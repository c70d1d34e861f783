using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SageTasks.Tables;

/// <summary>
/// The schema of a pipeline's parameters: a <c>nextflow_schema.json</c> (JSON schema of an object, its groups under <c>$defs</c> or
/// <c>definitions</c>). Parameters are judged as Seqera Platform and nf-schema do: those at the top that are null or blank do not
/// count, those that are not given have their declared default, and one that the schema does not know is a warning.
/// </summary>
/// <remarks>Whether a path exists, and whether the sheet that a parameter names is valid, is not checked (see <see cref="SheetSchema"/>).</remarks>
public sealed class ParameterSchema
{
    private readonly SchemaNode _root;
    private readonly JsonObject _defaults;

    private ParameterSchema(JsonElement root, SchemaCompiler compiler)
    {
        _root = compiler.Compile(root, "#");
        var declared = DeclaredMember.Of(_root, compiler);
        Title = SchemaCompiler.Text(root, "title");
        Parameters = [.. declared.Select(Parameter)];
        _defaults = new JsonObject(declared.Select(Default).OfType<KeyValuePair<string, JsonNode?>>());
        UnsupportedKeywords = [.. compiler.Unsupported];
    }

    /// <summary>The schema's title; null where it has none.</summary>
    public string? Title { get; }

    /// <summary>The parameters that the schema declares, group by group.</summary>
    public IReadOnlyList<SchemaParameter> Parameters { get; }

    /// <summary>The declared defaults by parameter: a copy, free to change.</summary>
    public JsonObject Defaults => (JsonObject)_defaults.DeepClone();

    /// <summary>
    /// The keywords that could reject parameters and are not checked here; empty for the schema of nf-core/rnaseq. Each is also a
    /// warning of every report.
    /// </summary>
    public IReadOnlyList<UnsupportedKeyword> UnsupportedKeywords { get; }

    /// <summary>Reads a schema.</summary>
    /// <param name="json">The text of a <c>nextflow_schema.json</c>.</param>
    /// <exception cref="InvalidSchemaException">It is no JSON, no schema of an object, or a keyword in it has no sense.</exception>
    public static ParameterSchema Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Parse(Encoding.UTF8.GetBytes(json));
    }

    /// <summary>Reads a schema.</summary>
    /// <param name="utf8Json">The bytes of a <c>nextflow_schema.json</c>.</param>
    /// <exception cref="InvalidSchemaException">It is no JSON, no schema of an object, or a keyword in it has no sense.</exception>
    public static ParameterSchema Parse(ReadOnlyMemory<byte> utf8Json)
    {
        using var document = SchemaCompiler.Read(utf8Json);
        var root = document.RootElement;
        if (!SchemaCompiler.IsOf(root, "object"))
        {
            throw new InvalidSchemaException("this is no schema of a pipeline's parameters: it must describe an object (\"type\": \"object\").");
        }

        return new ParameterSchema(root, new SchemaCompiler(root));
    }

    /// <summary>The parameters without those at the top that are null or blank, which Seqera Platform drops before it looks at the schema.</summary>
    /// <param name="parameters">The parameters; they stay as they are.</param>
    public static JsonObject WithoutBlanks(JsonObject parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var result = new JsonObject();
        foreach (var (name, value) in parameters)
        {
            if (!IsBlank(value))
            {
                result[name] = value!.DeepClone();
            }
        }

        return result;
    }

    /// <summary>Checks the parameters of a run.</summary>
    /// <param name="parameters">The parameters by name; they stay as they are.</param>
    /// <param name="options">How to check.</param>
    /// <returns>All violations, and what may surprise.</returns>
    public ParameterReport Check(JsonObject parameters, ParameterCheckOptions? options = null)
    {
        var given = WithoutBlanks(parameters);
        var complete = Defaults;
        foreach (var (name, value) in given)
        {
            complete[name] = value!.DeepClone();
        }

        using var json = JsonDocument.Parse(complete.ToJsonString());
        var findings = new Findings();
        _root.Check(Instance.Of(json.RootElement), findings);
        return new ParameterVerdict(given, _defaults, options ?? new ParameterCheckOptions())
            .Report(findings.List, [.. UnsupportedKeywords.Select(keyword => keyword.ToString()), .. Unknown(given)]);
    }

    private static SchemaParameter Parameter(DeclaredMember member)
    {
        var parameter = new SchemaParameter { Name = member.Name, Group = member.Group, IsRequired = member.IsRequired };
        return member.Schema is not { } schema ? parameter : parameter with
        {
            Types = SchemaCompiler.TypesOf(schema),
            Format = SchemaCompiler.Text(schema, "format"),
            SheetSchema = SchemaCompiler.Text(schema, "schema"),
            IsHidden = SchemaCompiler.IsTrue(schema, "hidden"),
            Description = SchemaCompiler.Text(schema, "description"),
        };
    }

    private static KeyValuePair<string, JsonNode?>? Default(DeclaredMember member) =>
        member.Schema is { } schema && schema.TryGetProperty("default", out var value) && value.ValueKind != JsonValueKind.Null
            ? new(member.Name, JsonNode.Parse(value.GetRawText()))
            : null;

    private static bool IsBlank(JsonNode? value) =>
        value is null || (value.GetValueKind() == JsonValueKind.String && string.IsNullOrWhiteSpace(value.GetValue<string>()));

    private IEnumerable<string> Unknown(JsonObject given) =>
        given.Where(parameter => !_root.Mentions(parameter.Key)).Select(parameter => $"the schema does not know the parameter '{parameter.Key}'");
}
