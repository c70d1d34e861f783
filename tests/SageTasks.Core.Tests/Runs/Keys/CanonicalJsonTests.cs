using System.Text.Json.Nodes;
using SageTasks.Runs;

namespace SageTasks.Tests.Runs.Keys;

public class CanonicalJsonTests
{
    [Theory]
    [InlineData("1.0", "1")]
    [InlineData("-0", "0")]
    [InlineData("0.000", "0")]
    [InlineData("1e0", "1")]
    [InlineData("100e-2", "1")]
    [InlineData("1.50", "1.5")]
    [InlineData("9007199254740993", "9007199254740993")]
    [InlineData("9007199254740992", "9007199254740992")]
    [InlineData("0.1", "0.1")]
    [InlineData("1e21", "1e+21")]
    [InlineData("1e20", "100000000000000000000")]
    [InlineData("0.000001", "0.000001")]
    [InlineData("0.0000001", "1e-7")]
    [InlineData("-123.4500e+3", "-123450")]
    [InlineData("4.50", "4.5")]
    [InlineData("2e-3", "0.002")]
    [InlineData("1e-27", "1e-27")]
    public void Numbers_are_spelled_by_their_exact_decimal_value(string literal, string expected) =>
        Assert.Equal(expected, CanonicalJson.Write(CanonicalJson.Parse(literal)));

    [Fact]
    public void The_worked_example_of_RFC_8785_comes_out_as_printed_there_but_for_the_inexact_double()
    {
        const string input = """
            {
              "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
              "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
              "literals": [null, true, false]
            }
            """;

        Assert.Equal(
            """{"literals":[null,true,false],"numbers":[333333333.33333329,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}""",
            CanonicalJson.Write(CanonicalJson.Parse(input)));
    }

    [Fact]
    public void Properties_are_ordered_by_UTF_16_code_units_as_in_RFC_8785()
    {
        const string input = """{"\u20ac":1,"\r":2,"\ufb33":3,"1":4,"\ud83d\ude00":5,"\u0080":6,"\u00f6":7}""";

        Assert.Equal("{\"\\r\":2,\"1\":4,\"\u0080\":6,\"ö\":7,\"€\":1,\"😀\":5,\"\ufb33\":3}", CanonicalJson.Write(CanonicalJson.Parse(input)));
    }

    [Fact]
    public void Values_built_in_code_and_values_read_from_text_are_spelled_alike()
    {
        var built = new JsonObject { ["b"] = 1.0, ["a"] = new JsonArray(1, 2L, 3m, "x", true, null), ["c"] = 0.1 };

        Assert.Equal(CanonicalJson.Write(CanonicalJson.Parse("""{"c":0.10,"a":[1,2.0,3,"x",true,null],"b":1}""")), CanonicalJson.Write(built));
    }

    [Theory]
    [InlineData("""{"a":1,"a":1}""")]
    [InlineData("""{"x":[{"a":1,"a":2}]}""")]
    [InlineData("""["\ud800"]""")]
    [InlineData("""{"\ud800":1}""")]
    [InlineData("""{"a":"x\udc00y"}""")]
    [InlineData("{")]
    [InlineData("1e9999999999")]
    public void What_has_no_single_meaning_is_refused(string json) => Assert.Throws<FormatException>(() => CanonicalJson.Parse(json));

    [Fact]
    public void A_half_surrogate_pair_in_a_value_built_in_code_is_refused() =>
        Assert.Throws<FormatException>(() => CanonicalJson.Write(new JsonArray("\ud800")));

    [Fact]
    public void Text_is_not_normalised_so_that_two_spellings_of_a_letter_stay_two_values() =>
        Assert.NotEqual(CanonicalJson.Write(JsonValue.Create("\u00e9")), CanonicalJson.Write(JsonValue.Create("e\u0301")));
}
