using System.Text.Json;
using System.Text.Json.Nodes;
using SageTasks.ContractSuites;

namespace SageTasks.Tables.Tests;

public class ParameterSchemaTests
{
    private const string Rnaseq = "nf-core/rnaseq/nextflow_schema.json";

    private const string Own = """
        {
          "title": "own/pipeline",
          "type": "object",
          "$defs": {
            "io": {
              "title": "Input and output",
              "type": "object",
              "required": ["input", "outdir"],
              "properties": {
                "input": { "type": "string", "format": "file-path", "schema": "assets/schema_input.json", "pattern": "^\\S+\\.csv$", "errorMessage": "The input is a CSV file", "help_text": "…", "fa_icon": "fas fa-x" },
                "outdir": { "type": "string", "minLength": 1 },
                "mode": { "type": "string", "enum": ["fast", "slow"], "default": "slow", "hidden": true },
                "odd": { "type": "string", "minLength": 5, "default": "x" }
              }
            },
            "limits": {
              "title": "Limits",
              "type": "object",
              "properties": {
                "cpus": { "type": "integer", "minimum": 1, "maximum": 64, "default": 4 },
                "token": { "type": "string", "pattern": "^t-" }
              },
              "if": { "properties": { "mode": { "const": "fast" } } },
              "then": { "required": ["cpus", "memory"] }
            }
          },
          "properties": { "reads": { "type": "object", "properties": { "length": { "type": "integer" } } } },
          "allOf": [{ "$ref": "#/$defs/io" }, { "$ref": "#/$defs/limits" }]
        }
        """;

    private static readonly ParameterSchema Schema = ParameterSchema.Parse(Own);

    [Fact]
    public void Right_parameters_are_accepted()
    {
        var report = Schema.Check(Parameters("""{"input":"s3://b/sheet.csv","outdir":"s3://b/out","cpus":8,"reads":{"length":72}}"""));

        Assert.True(report.IsValid);
        Assert.Empty(report.Warnings);
    }

    [Fact]
    public void Every_violation_comes_in_one_error()
    {
        var report = Schema.Check(Parameters("""{"input":"sheet.xls","cpus":"8","mode":"medium","reads":{"length":null}}"""));

        Assert.Equal(
            ["cpus type", "input pattern", "mode enum", "outdir required", "reads.length type"],
            report.Violations.Select(violation => $"{violation.Parameter} {violation.Rule}").Order(StringComparer.Ordinal));
        var error = Assert.Throws<ParameterValidationException>(() => report.ThrowIfInvalid("own/pipeline"));
        Assert.Contains("own/pipeline", error.Message, StringComparison.Ordinal);
        Assert.Contains("--input: 'sheet.xls' does not match ^\\S+\\.csv$. The input is a CSV file", error.Message, StringComparison.Ordinal);
        Assert.Contains("--reads.length: null is null, but must be a whole number", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Null_and_blank_at_the_top_are_as_if_not_given_and_null_below_is_not()
    {
        var parameters = Parameters("""{"input":null,"outdir":"  ","cpus":null,"reads":{"length":null}}""");

        var violations = Schema.Check(parameters).Violations;

        Assert.Equal(["input required", "outdir required", "reads.length type"], violations.Select(v => $"{v.Parameter} {v.Rule}").Order(StringComparer.Ordinal));
        Assert.Equal("""{"reads":{"length":null}}""", ParameterSchema.WithoutBlanks(parameters).ToJsonString());
        Assert.Equal(4, parameters.Count);
    }

    [Fact]
    public void A_default_counts_as_given_and_a_wrong_one_is_not_held_against_the_user()
    {
        var fast = Schema.Check(Parameters("""{"input":"a.csv","outdir":"o","mode":"fast"}"""));

        Assert.Equal("memory", Assert.Single(fast.Violations).Parameter);
        Assert.True(Schema.Check(Parameters("""{"input":"a.csv","outdir":"o"}""")).IsValid);
        Assert.Equal("odd", Assert.Single(Schema.Check(Parameters("""{"input":"a.csv","outdir":"o","odd":"y"}""")).Violations).Parameter);
    }

    [Fact]
    public void Declared_defaults_are_there_for_whoever_compares_requests()
    {
        var defaults = Schema.Defaults;
        defaults["cpus"] = 0;

        Assert.Equal("""{"mode":"slow","odd":"x","cpus":4}""", Schema.Defaults.ToJsonString());
    }

    [Fact]
    public void What_the_schema_declares_can_be_read()
    {
        var input = Schema.Parameters.Single(parameter => parameter.Name == "input");

        Assert.Equal("own/pipeline", Schema.Title);
        Assert.Equal(("Input and output", true, "assets/schema_input.json", "file-path"), (input.Group, input.IsRequired, input.SheetSchema, input.Format));
        Assert.True(Schema.Parameters.Single(parameter => parameter.Name == "mode").IsHidden);
        Assert.Null(Schema.Parameters.Single(parameter => parameter.Name == "reads").Group);
        Assert.Equal(["cpus", "input", "mode", "odd", "outdir", "reads", "token"], Schema.Parameters.Select(parameter => parameter.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_unknown_parameter_is_a_warning()
    {
        var report = Schema.Check(Parameters("""{"input":"a.csv","outdir":"o","ouptut":"x"}"""));

        Assert.True(report.IsValid);
        Assert.Equal(["the schema does not know the parameter 'ouptut'"], report.Warnings);
    }

    [Fact]
    public void A_profile_may_supply_what_is_missing()
    {
        var report = Schema.Check(Parameters("""{"outdir":"o"}"""), new ParameterCheckOptions { AllowMissing = true });

        Assert.True(report.IsValid);
        Assert.Equal(["'input' is missing; a profile or a configuration must supply it"], report.Warnings);
    }

    [Fact]
    public void A_secret_is_never_shown()
    {
        var schema = ParameterSchema.Parse("""
            {"type":"object","properties":{"token":{"pattern":"^t-"}},"anyOf":[{"properties":{"token":{"pattern":"^u-"}}},{"required":["x"]}]}
            """);

        var report = schema.Check(Parameters("""{"token":"hunter2"}"""), new ParameterCheckOptions { Secrets = ["token"] });

        Assert.Equal(2, report.Violations.Count);
        Assert.DoesNotContain("hunter2", JsonSerializer.Serialize(report), StringComparison.Ordinal);
        Assert.Contains("hunter2", JsonSerializer.Serialize(schema.Check(Parameters("""{"token":"hunter2"}"""))), StringComparison.Ordinal);
    }

    [Fact]
    public void Parameters_built_from_typed_values_are_checked_like_parsed_ones()
    {
        var parameters = new JsonObject { ["input"] = "a.csv", ["outdir"] = "o", ["cpus"] = 65, ["reads"] = new JsonObject { ["length"] = 72L } };

        Assert.Equal("65 must be at most 64", Assert.Single(Schema.Check(parameters).Violations).Message);
    }

    [Fact]
    public void Groups_of_older_pipelines_stand_under_definitions()
    {
        var schema = ParameterSchema.Parse(Own.Replace("$defs", "definitions", StringComparison.Ordinal));

        Assert.Equal("outdir", Assert.Single(schema.Check(Parameters("""{"input":"a.csv"}""")).Violations).Parameter);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"type":"array"}""")]
    [InlineData("not json")]
    public void What_is_no_schema_of_parameters_is_refused(string text) =>
        Assert.Throws<InvalidSchemaException>(() => ParameterSchema.Parse(text));

    [SpecFact(Rnaseq)]
    public void The_schema_of_rnaseq_is_understood()
    {
        var schema = ParameterSchema.Parse(Specs.Read(Rnaseq));

        Assert.Empty(schema.UnsupportedKeywords);
        Assert.Equal("assets/schema_input.json", schema.Parameters.Single(parameter => parameter.Name == "input").SheetSchema);
        Assert.Equal(["input", "outdir"], schema.Parameters.Where(parameter => parameter.IsRequired).Select(parameter => parameter.Name));
        Assert.Equal("star_salmon", schema.Defaults["aligner"]!.GetValue<string>());
    }

    [SpecFact(Rnaseq)]
    public void Rnaseq_accepts_and_refuses_parameters()
    {
        var schema = ParameterSchema.Parse(Specs.Read(Rnaseq));

        var right = schema.Check(Parameters("""{"input":"s3://b/sheet.csv","outdir":"s3://b/out","genome":"GRCh38","aligner":"hisat2","skip_qc":true}"""));
        var wrong = schema.Check(Parameters("""{"input":"sheet.tsv","email":"me","aligner":"bwa","skip_qc":"yes","min_trimmed_reads":"many"}"""));

        Assert.Equal([], right.Violations);
        Assert.Equal([], right.Warnings);
        Assert.Equal(
            ["aligner", "email", "input", "min_trimmed_reads", "outdir", "skip_qc"],
            wrong.Violations.Select(violation => violation.Parameter).Order(StringComparer.Ordinal));
        Assert.Contains("ending in '.csv'", wrong.Violations.Single(violation => violation.Parameter == "input").SchemaMessage, StringComparison.Ordinal);
    }

    private static JsonObject Parameters(string json) => (JsonObject)JsonNode.Parse(json)!;
}
