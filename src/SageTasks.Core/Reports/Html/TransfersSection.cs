namespace SageTasks.Reports;

/// <summary>The table of transfers.</summary>
internal static class TransfersSection
{
    public static void Write(HtmlWriter html, RunReport report)
    {
        if (report.Transfers.Count == 0)
        {
            return;
        }

        html.Open("section", ("aria-labelledby", "transfers")).Element("h2", "Transfers", ("id", "transfers")).Own("\n")
            .Open("div", ("class", "wide"), ("role", "group"), ("aria-labelledby", "transfers"), ("tabindex", "0")).Open("table", ("aria-labelledby", "transfers")).Open("thead").Open("tr").Element("th", "Transfer", ("scope", "col"));
        foreach (var column in (string[])["Copied", "There already", "Failed", "Stopped", "Volume", "Time", "Rate"])
        {
            html.Element("th", column, ("scope", "col"), ("class", "number"));
        }

        html.Close("tr").CloseLine("thead").Open("tbody");
        foreach (var transfer in report.Transfers)
        {
            Row(html, transfer);
        }

        html.Close("tbody").Close("table").CloseLine("div");
        foreach (var transfer in report.Transfers.Where(transfer => transfer.Errors.Count > 0))
        {
            html.Open("h3").Text("What failed in ").Name(transfer.Name).Close("h3").Open("ul");
            foreach (var error in transfer.Errors)
            {
                html.Open("li").Name(ReportPage.Clean(error)).Close("li");
            }

            html.CloseLine("ul");
        }

        html.CloseLine("section");
    }

    private static void Row(HtmlWriter html, ReportedTransfer transfer)
    {
        html.Open("tr").Open("th", ("scope", "row")).Name(transfer.Name);
        foreach (var route in transfer.Routes)
        {
            html.Open("span", ("class", "quiet")).Name(ReportPage.Clean(route)).Close("span");
        }

        html.Close("th");
        foreach (var cell in (string[])[
            ReportText.Count(transfer.Copied), ReportText.Count(transfer.Skipped), ReportText.Count(transfer.Failed), ReportText.Count(transfer.Stopped),
            ReportText.Bytes(transfer.Bytes),
            (transfer.CompletedAt - transfer.StartedAt) is { } time ? ReportText.Span(time) : transfer.BusyTime > TimeSpan.Zero ? $"{ReportText.Span(transfer.BusyTime)} of all files" : "",
            transfer.BytesPerSecond is { } rate ? $"{ReportText.Bytes(rate)}/s" : ""])
        {
            html.Element("td", cell, ("class", "number"));
        }

        html.CloseLine("tr");
    }
}
