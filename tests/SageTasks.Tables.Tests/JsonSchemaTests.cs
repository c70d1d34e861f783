using System.Text;
using System.Text.Json;

namespace SageTasks.Tables.Tests;

/// <summary>The keywords of JSON schema, each by what it takes and what it refuses.</summary>
public class JsonSchemaTests
{
    [Theory]
    [InlineData("""{"type":"string"}""", "\"a\"", "1")]
    [InlineData("""{"type":"integer"}""", "2.0", "2.5")]
    [InlineData("""{"type":"integer"}""", "12345678901234567890123456789012345678901234567890", "\"1\"")]
    [InlineData("""{"type":"number"}""", "1e400", "true")]
    [InlineData("""{"type":"boolean"}""", "false", "0")]
    [InlineData("""{"type":"null"}""", "null", "{}")]
    [InlineData("""{"type":"array"}""", "[]", "{}")]
    [InlineData("""{"type":"object"}""", "{}", "[]")]
    [InlineData("""{"type":["integer","string"]}""", "\"a\"", "1.5")]
    [InlineData("""{"enum":[1,"a",null,[1,{"b":2}]]}""", "1.0", "\"1\"")]
    [InlineData("""{"enum":[[1,{"b":2,"c":3}]]}""", "[1,{\"c\":3,\"b\":2}]", "[1,{\"b\":2}]")]
    [InlineData("""{"const":"x"}""", "\"x\"", "\"X\"")]
    [InlineData("""{"const":9007199254740993}""", "9007199254740993", "9007199254740992")]
    [InlineData("""{"minLength":2}""", "\"🧬é\"", "\"🧬\"")]
    [InlineData("""{"maxLength":1}""", "\"🧬\"", "\"ab\"")]
    [InlineData("""{"minimum":0}""", "0", "-0.1")]
    [InlineData("""{"maximum":0.3}""", "0.3", "0.30000000000000004")]
    [InlineData("""{"exclusiveMinimum":0}""", "0.1", "0")]
    [InlineData("""{"exclusiveMaximum":1}""", "0.9", "1")]
    [InlineData("""{"multipleOf":0.01}""", "4.35", "4.355")]
    [InlineData("""{"pattern":"^a"}""", "\"ab\"", "\"ba\"")]
    [InlineData("""{"required":["a","b"]}""", "{\"a\":1,\"b\":null}", "{\"a\":1}")]
    [InlineData("""{"properties":{"a":{"type":"string"}}}""", "{\"a\":\"x\",\"b\":1}", "{\"a\":1}")]
    [InlineData("""{"properties":{"a":false}}""", "{\"b\":1}", "{\"a\":1}")]
    [InlineData("""{"properties":{"a":true},"additionalProperties":false}""", "{\"a\":1}", "{\"a\":1,\"b\":1}")]
    [InlineData("""{"additionalProperties":{"type":"integer"}}""", "{\"a\":1}", "{\"a\":\"x\"}")]
    [InlineData("""{"patternProperties":{"^s_":{"type":"string"}},"additionalProperties":false}""", "{\"s_1\":\"x\"}", "{\"t\":\"x\"}")]
    [InlineData("""{"patternProperties":{"^s_":{"type":"string"}}}""", "{\"s_1\":\"x\",\"t\":1}", "{\"s_1\":1}")]
    [InlineData("""{"propertyNames":{"pattern":"^[a-z]+$"}}""", "{\"abc\":1}", "{\"A\":1}")]
    [InlineData("""{"minProperties":1}""", "{\"a\":1}", "{}")]
    [InlineData("""{"maxProperties":1}""", "{\"a\":1}", "{\"a\":1,\"b\":1}")]
    [InlineData("""{"dependentRequired":{"a":["b"]}}""", "{\"a\":1,\"b\":1}", "{\"a\":1}")]
    [InlineData("""{"dependentSchemas":{"a":{"required":["b"]}}}""", "{\"c\":1}", "{\"a\":1}")]
    [InlineData("""{"dependencies":{"a":["b"],"c":{"required":["d"]}}}""", "{\"a\":1,\"b\":1}", "{\"c\":1}")]
    [InlineData("""{"items":{"type":"integer"}}""", "[1,2]", "[1,\"x\"]")]
    [InlineData("""{"prefixItems":[{"type":"string"}],"items":{"type":"integer"}}""", "[\"x\",1]", "[\"x\",\"y\"]")]
    [InlineData("""{"items":[{"type":"string"}],"additionalItems":false}""", "[\"x\"]", "[\"x\",1]")]
    [InlineData("""{"minItems":1}""", "[1]", "[]")]
    [InlineData("""{"maxItems":1}""", "[1]", "[1,2]")]
    [InlineData("""{"uniqueItems":true}""", "[1,\"1\",[1]]", "[1,2,1.0]")]
    [InlineData("""{"uniqueEntries":["a","b"]}""", "[{\"a\":1},{\"a\":1,\"b\":2},{}, {}]", "[{\"a\":1},{\"a\":1}]")]
    [InlineData("""{"uniqueEntries":["a"]}""", "[{\"a\":1},{\"a\":\"1\"},{\"a\":[1]},{\"a\":[2]},{\"a\":[\"1\"]},{\"a\":{\"b\":1,\"c\":2}}]", "[{\"a\":{\"b\":1,\"c\":2}},{\"a\":{\"c\":2.0,\"b\":1}}]")]
    [InlineData("""{"const":1e-40}""", "10e-41", "2e-40")]
    [InlineData("""{"exclusiveMinimum":0}""", "1e-40", "0e-40")]
    [InlineData("""{"enum":[0.1]}""", "1e-1", "0.1000000000000000000000000000000001")]
    [InlineData("""{"contains":{"type":"string"}}""", "[1,\"x\"]", "[1]")]
    [InlineData("""{"contains":{"type":"string"},"minContains":2,"maxContains":3}""", "[\"x\",\"y\"]", "[\"x\"]")]
    [InlineData("""{"contains":{"type":"string"},"minContains":0}""", "[1]", null)]
    [InlineData("""{"allOf":[{"minimum":1},{"maximum":2}]}""", "1", "3")]
    [InlineData("""{"anyOf":[{"type":"string"},{"minimum":1}]}""", "\"x\"", "0")]
    [InlineData("""{"oneOf":[{"minimum":1},{"maximum":2}]}""", "3", "1.5")]
    [InlineData("""{"oneOf":[{"minimum":5},{"maximum":2}]}""", "1", "3")]
    [InlineData("""{"not":{"type":"string"}}""", "1", "\"x\"")]
    [InlineData("""{"if":{"minimum":10},"then":{"multipleOf":10},"else":{"maximum":5}}""", "20", "15")]
    [InlineData("""{"if":{"minimum":10},"then":{"multipleOf":10},"else":{"maximum":5}}""", "4", "6")]
    [InlineData("""{"if":{"minimum":10}}""", "20", null)]
    [InlineData("""{"$ref":"#/$defs/a","$defs":{"a":{"type":"string"}}}""", "\"x\"", "1")]
    [InlineData("""{"$ref":"#/definitions/a~1b%25","definitions":{"a/b%":{"type":"string"}}}""", "\"x\"", "1")]
    [InlineData("""{"properties":{"next":{"$ref":"#"},"v":{"type":"integer"}}}""", "{\"next\":{\"next\":{\"v\":1}}}", "{\"next\":{\"next\":{\"v\":\"x\"}}}")]
    [InlineData("""{"properties":{"a":{"deprecated":true}}}""", "{\"b\":1}", "{\"a\":1}")]
    [InlineData("""{"properties":{"a":{"deprecated":false}}}""", "{\"a\":1}", null)]
    public void A_keyword_takes_and_refuses(string schema, string taken, string? refused)
    {
        Assert.Empty(Judge(schema, taken));
        if (refused is not null)
        {
            Assert.NotEmpty(Judge(schema, refused));
        }
    }

    [Theory]
    [InlineData("date", "2026-02-28", "2026-02-30")]
    [InlineData("time", "12:30:00Z", "12:30")]
    [InlineData("date-time", "2026-02-28T12:30:00.5+01:00", "2026-02-28T12:30:00")]
    [InlineData("email", "a.b@example.org", "a b@example.org")]
    [InlineData("hostname", "example.org", "-x-.org:1")]
    [InlineData("ipv4", "127.0.0.1", "127.1")]
    [InlineData("ipv6", "::1", "127.0.0.1")]
    [InlineData("uri", "https://example.org/a?b#c", "/a b")]
    [InlineData("uri-reference", "../a", "a b")]
    [InlineData("uuid", "f81d4fae-7dec-11d0-a765-00a0c91e6bf6", "f81d4fae")]
    [InlineData("regex", "^a+$", "(")]
    public void A_format_takes_and_refuses(string format, string taken, string refused)
    {
        var schema = $$"""{"format":"{{format}}"}""";

        Assert.Empty(Judge(schema, JsonSerializer.Serialize(taken)));
        Assert.NotEmpty(Judge(schema, JsonSerializer.Serialize(refused)));
        Assert.Empty(Judge(schema, "12"));
    }

    [Theory]
    [InlineData(@"^\d+$", "12", "١٢")]
    [InlineData(@"^\w+$", "a_1", "é")]
    [InlineData(@"^[\w.]+$", "a.b", "é")]
    [InlineData(@"^[^\d]+$", "ab", "a1")]
    [InlineData(@"^[\D]+$", "ab", "1")]
    [InlineData(@"^[\W]+$", "-+", "a")]
    [InlineData(@"^a$", "a", "a\n")]
    [InlineData(@"^[$.]+$", "$.", "a")]
    [InlineData(@"^a.b$", "axb", "a\rb")]
    [InlineData(@"^[[a]+$", "[a", "b")]
    [InlineData(@"^[^]$", "x", "")]
    [InlineData(@"a\/b", "a/b", "a\\/b")]
    [InlineData(@"^(?!.*\s).+$", "abc", "a b")]
    [InlineData(@"^(a|b)\1$", "aa", "ab")]
    [InlineData(@"^\S+\.f(ast)?q\.gz$", "a.fastq.gz", "a.fastq")]
    [InlineData(@"^a{2,3}$", "aa", "a")]
    public void A_pattern_means_what_it_means_in_ecmascript(string pattern, string taken, string refused)
    {
        var regex = SchemaPattern.Compile(pattern, "#");

        Assert.Matches(regex, taken);
        Assert.DoesNotMatch(regex, refused);
    }

    [Fact]
    public void A_pattern_that_explodes_is_a_violation_and_not_a_standstill()
    {
        var schema = """{"pattern":"^(?=x)(x+x+)+y$"}""";

        var finding = Assert.Single(Judge(schema, JsonSerializer.Serialize(new string('x', 60))));

        Assert.Contains("takes too long", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_stands_for_the_value_it_was_written_for_and_for_no_other()
    {
        var schema = """
            {"errorMessage":"outer","properties":{
               "a":{"errorMessage":"of a","anyOf":[{"type":"integer"}]},
               "b":{"errorMessage":"of b","allOf":[{"minLength":3}]},
               "c":{"type":"string"}},
             "required":["d"]}
            """;

        var findings = Judge(schema, """{"a":"x","b":"y","c":1}""");

        Assert.Equal(
            [("a", "of a"), ("b", "of b"), ("c", null), ("d", "outer")],
            findings.Select(finding => (string.Join('/', finding.Path), finding.SchemaMessage)));
    }

    [Theory]
    [InlineData("""{"unevaluatedProperties":false}""", "#/unevaluatedProperties")]
    [InlineData("""{"properties":{"a":{"format":"iri"}}}""", "#/properties/a/format")]
    [InlineData("""{"$ref":"other.json#/x"}""", "#/$ref")]
    [InlineData("""{"allOf":[{"$dynamicRef":"#x"}]}""", "#/allOf/0/$dynamicRef")]
    [InlineData("""{"somethingNew":true}""", "#/somethingNew")]
    public void A_keyword_that_is_not_checked_is_listed(string schema, string location)
    {
        using var json = JsonDocument.Parse(schema);
        var compiler = new SchemaCompiler(json.RootElement);
        compiler.Compile(json.RootElement, "#");

        Assert.Equal(location, Assert.Single(compiler.Unsupported).Location);
    }

    [Theory]
    [InlineData("""{"type":"text"}""", "'text', which is no JSON type")]
    [InlineData("""{"pattern":"("}""", "no regular expression")]
    [InlineData("""{"required":"a"}""", "#/required must be a list of names")]
    [InlineData("""{"minimum":"1"}""", "#/minimum must be a number")]
    [InlineData("""{"minLength":-1}""", "#/minLength must be a whole number")]
    [InlineData("""{"properties":[]}""", "#/properties must be an object")]
    [InlineData("""{"properties":{"a":1}}""", "#/properties/a: a schema is an object")]
    [InlineData("""{"$ref":"#/$defs/none"}""", "which is not in the schema")]
    [InlineData("""{"anyOf":{}}""", "#/anyOf must be a list")]
    public void A_keyword_without_sense_is_refused_with_its_place(string schema, string problem)
    {
        using var json = JsonDocument.Parse(schema);

        var error = Assert.Throws<InvalidSchemaException>(() => new SchemaCompiler(json.RootElement).Compile(json.RootElement, "#"));

        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_schema_that_is_itself_without_end_is_refused() =>
        Assert.Throws<InvalidSchemaException>(() => Judge("""{"$ref":"#"}""", "1"));

    [Theory]
    [InlineData("{")]
    [InlineData("""{"type":"array","type":"object"}""")]
    public void What_is_no_json_is_refused(string text) =>
        Assert.Throws<InvalidSchemaException>(() => SchemaCompiler.Read(Encoding.UTF8.GetBytes(text)));

    private static IReadOnlyList<Finding> Judge(string schema, string value)
    {
        using var schemaJson = JsonDocument.Parse(schema);
        using var valueJson = JsonDocument.Parse(value);
        var findings = new Findings();
        new SchemaCompiler(schemaJson.RootElement).Compile(schemaJson.RootElement, "#").Check(Instance.Of(valueJson.RootElement), findings);
        return findings.List;
    }
}
