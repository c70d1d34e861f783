using System.Text.Json;

namespace SageTasks.Http;

/// <summary>Text that most rows of a list share: it is made once. Two threads may replace each other's; both texts are right.</summary>
internal sealed class RepeatedText
{
    private string? _last;

    public string? Read(ref Utf8JsonReader reader)
    {
        var last = _last;
        return last is not null && reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(last) ? last : _last = JsonRow.Text(ref reader);
    }
}
