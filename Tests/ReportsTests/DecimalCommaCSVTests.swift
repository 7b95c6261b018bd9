import Testing

@testable import Reports

@Suite struct DecimalCommaCSVTests {
  @Test(arguments: [
    ("a,b\n1.5,x\n", "a;b\r\n1,5;x\r\n"), ("-0.25,1e-05,12\n", "-0,25;1e-05;12\r\n"),
    ("0.1.0,1.2e3,v1.5\n", "0.1.0;1,2e3;v1.5\r\n"), (",,\n", ";;\r\n"), ("", ""),
    ("a;b,c\n", "\"a;b\";c\r\n"), ("\"a,b\",\"1.5\"\n", "\"a,b\";\"1.5\"\r\n"),
    ("\"a\"\"b\n,c\",2.5\n", "\"a\"\"b\n,c\";2,5\r\n"), ("inf,nan,.\n", "inf;nan;.\r\n"),
  ]) func rewritesFieldsAndNumbers(csv: String, expected: String) {
    #expect(DecimalCommaCSV().text(of: csv) == expected)
  }

  @Test func textsThatLookLikeNumbersStayInEveryRow() {
    let form = DecimalCommaCSV([
      TableColumn("animal_id", .text, ""), TableColumn("immobile_s", .number, unit: "s", ""),
    ])
    #expect(form.text(of: "1.10,1.5\n2.10,2.5\n") == "1.10;1,5\r\n2.10;2,5\r\n")
  }
}
